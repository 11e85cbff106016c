package socket

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/cometbft/cometbft/abci/types"
)

// A message on the socket is its length as a uvarint, then its protobuf encoding (CometBFT v0.38, spec/abci, "TSP").

func appendFrame(bytes []byte, req *types.Request) []byte {
	size := req.Size()
	bytes = binary.AppendUvarint(bytes, uint64(size))
	start := len(bytes)
	bytes = slices.Grow(bytes, size)[:start+size]
	if _, err := req.MarshalToSizedBuffer(bytes[start:]); err != nil {
		panic(err) // Generated code and a buffer of the size it asked for.
	}
	return bytes
}

func readResponse(r *bufio.Reader) (*types.Response, error) {
	size, err := binary.ReadUvarint(r)
	if err != nil {
		return nil, fmt.Errorf("read message: %w", err)
	}
	// CometBFT's own client has the same bound.
	if size > math.MaxInt32 {
		return nil, fmt.Errorf("read message: message exceeds max size (%d > %d)", size, math.MaxInt32)
	}
	res := new(types.Response)
	if err := readMessage(r, int(size), res); err != nil {
		return nil, fmt.Errorf("read message: %w", err)
	}
	if exception := res.GetException(); exception != nil {
		return nil, fmt.Errorf("%s", exception.Error)
	}
	return res, nil
}

// readMessage decodes small messages where they lie; decoding copies what it keeps.
func readMessage(r *bufio.Reader, size int, res *types.Response) error {
	if size > r.Size() {
		bytes := make([]byte, size)
		if _, err := io.ReadFull(r, bytes); err != nil {
			return err
		}
		return res.Unmarshal(bytes)
	}
	bytes, err := r.Peek(size)
	if err == io.EOF && size > 0 {
		return io.ErrUnexpectedEOF
	}
	if err != nil {
		return err
	}
	if err := res.Unmarshal(bytes); err != nil {
		return err
	}
	_, err = r.Discard(size)
	return err
}
