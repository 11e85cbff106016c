package socket

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cometbft/cometbft/abci/types"
	"github.com/cometbft/cometbft/libs/log"
)

var background = context.Background()

// application is what the client talks to in a test: it sees every request and says what goes onto the wire.
type application func(conn net.Conn, req *types.Request)

// listen starts an application on a new socket.
func listen(t *testing.T, app application) (address string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "abci.sock")
	serve(t, path, app)
	return "unix://" + path
}

func serve(t *testing.T, path string, app application) {
	t.Helper()
	listener, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			t.Cleanup(func() { conn.Close() })
			go attend(conn, app)
		}
	}()
}

func attend(conn net.Conn, app application) {
	reader := bufio.NewReader(conn)
	for {
		req := new(types.Request)
		if types.ReadMessage(reader, req) != nil {
			return
		}
		app(conn, req)
	}
}

// prompt answers every request at once.
func prompt(conn net.Conn, req *types.Request) {
	// A write fails when the client has gone, which no test of this application asks about.
	_ = types.WriteMessage(responseTo(req), conn)
}

// silent reads everything and answers nothing.
func silent(net.Conn, *types.Request) {}

// responseTo gives something of the request back, so that a test sees which request was answered.
func responseTo(req *types.Request) *types.Response {
	switch r := req.Value.(type) {
	case *types.Request_Echo:
		return types.ToResponseEcho(r.Echo.Message)
	case *types.Request_Flush:
		return types.ToResponseFlush()
	case *types.Request_Info:
		return types.ToResponseInfo(&types.ResponseInfo{Data: r.Info.Version})
	case *types.Request_Query:
		return types.ToResponseQuery(&types.ResponseQuery{Value: r.Query.Data})
	case *types.Request_CheckTx:
		return types.ToResponseCheckTx(&types.ResponseCheckTx{Data: r.CheckTx.Tx})
	case *types.Request_InitChain:
		return types.ToResponseInitChain(&types.ResponseInitChain{AppHash: r.InitChain.AppStateBytes})
	case *types.Request_PrepareProposal:
		return types.ToResponsePrepareProposal(&types.ResponsePrepareProposal{Txs: r.PrepareProposal.Txs})
	case *types.Request_ProcessProposal:
		return types.ToResponseProcessProposal(&types.ResponseProcessProposal{Status: types.ResponseProcessProposal_ACCEPT})
	case *types.Request_ExtendVote:
		return types.ToResponseExtendVote(&types.ResponseExtendVote{VoteExtension: r.ExtendVote.Hash})
	case *types.Request_VerifyVoteExtension:
		status := types.ResponseVerifyVoteExtension_ACCEPT
		return types.ToResponseVerifyVoteExtension(&types.ResponseVerifyVoteExtension{Status: status})
	case *types.Request_FinalizeBlock:
		return types.ToResponseFinalizeBlock(&types.ResponseFinalizeBlock{AppHash: r.FinalizeBlock.Txs[0]})
	case *types.Request_Commit:
		return types.ToResponseCommit(&types.ResponseCommit{RetainHeight: 7})
	case *types.Request_ListSnapshots:
		return types.ToResponseListSnapshots(&types.ResponseListSnapshots{Snapshots: []*types.Snapshot{{Height: 7}}})
	case *types.Request_OfferSnapshot:
		return types.ToResponseOfferSnapshot(&types.ResponseOfferSnapshot{Result: types.ResponseOfferSnapshot_REJECT})
	case *types.Request_LoadSnapshotChunk:
		return types.ToResponseLoadSnapshotChunk(&types.ResponseLoadSnapshotChunk{Chunk: []byte{byte(r.LoadSnapshotChunk.Chunk)}})
	case *types.Request_ApplySnapshotChunk:
		return types.ToResponseApplySnapshotChunk(&types.ResponseApplySnapshotChunk{RejectSenders: []string{r.ApplySnapshotChunk.Sender}})
	}
	panic(fmt.Sprintf("%T is no request", req.Value))
}

// connected returns a client that is stopped at the end of the test.
func connected(t *testing.T, address string) *client {
	t.Helper()
	c := newClient(address)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if c.IsRunning() {
			_ = c.Stop()
		}
	})
	return c
}

// within fails the test when f hangs.
func within(t *testing.T, what string, f func()) {
	t.Helper()
	done := make(chan struct{})
	go func() { defer close(done); f() }()
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Fatal("hangs: " + what)
	}
}

// until waits for a condition that nothing signals.
func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	within(t, what, func() {
		for !holds() {
			time.Sleep(time.Millisecond)
		}
	})
}

// journal keeps what was logged.
type journal struct {
	mu   sync.Mutex
	text strings.Builder
}

func (j *journal) Write(bytes []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(bytes)
}

func (j *journal) contains(text string) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return strings.Contains(j.text.String(), text)
}

func (j *journal) logger() log.Logger { return log.NewTMLogger(log.NewSyncWriter(j)) }
