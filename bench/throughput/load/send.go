package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// sender plays requests that are complete before it starts.
type sender struct {
	host                    string
	window, total           int
	requests                [][][]byte
	accepted, refused, full atomic.Int64
	example                 atomic.Value
}

func newSender(host string, txs [][]byte, conns, window int) *sender {
	s := &sender{host: host, window: window, total: len(txs), requests: make([][][]byte, conns)}
	for k, tx := range txs {
		body := fmt.Sprintf(`{"jsonrpc":"2.0","id":%d,"method":"broadcast_tx_sync","params":{"tx":"%s"}}`,
			k, base64.StdEncoding.EncodeToString(tx))
		request := fmt.Appendf(nil, "POST / HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
			host, len(body), body)
		s.requests[k%conns] = append(s.requests[k%conns], request)
	}
	return s
}

// run returns when every request is answered.
func (s *sender) run() {
	var all sync.WaitGroup
	for _, requests := range s.requests {
		all.Add(1)
		go func() {
			defer all.Done()
			s.play(requests)
		}()
	}
	all.Wait()
}

func (s *sender) play(requests [][]byte) {
	conn, err := net.Dial("tcp", s.host)
	die(err)
	defer conn.Close()
	reader := bufio.NewReaderSize(conn, 1<<16)
	sent, done := 0, 0
	var out, answer []byte
	for done < len(requests) {
		out = out[:0]
		for sent < len(requests) && sent-done < s.window {
			out = append(out, requests[sent]...)
			sent++
		}
		if len(out) > 0 {
			_, err = conn.Write(out)
			die(err)
		}
		for first := true; done < sent && (first || reader.Buffered() > 0); first = false {
			answer = readAnswer(reader, answer)
			if isFull(answer) {
				// What is in flight is read off, then this request is sent again.
				for range sent - done - 1 {
					answer = readAnswer(reader, answer)
				}
				s.full.Add(1)
				sent = done
				time.Sleep(20 * time.Millisecond)
				break
			}
			s.count(answer)
			done++
		}
	}
}

func (s *sender) count(answer []byte) {
	if bytes.Contains(answer, []byte(`"code":0,`)) {
		s.accepted.Add(1)
		return
	}
	if s.refused.Add(1) == 1 {
		s.example.Store(string(answer[:min(len(answer), 300)]))
	}
}

func isFull(answer []byte) bool {
	return bytes.Contains(answer, []byte("mempool is full")) || bytes.Contains(answer, []byte("mempool is still rechecking"))
}

// readAnswer reads the body of one HTTP answer of known length, into buf where it fits.
func readAnswer(reader *bufio.Reader, buf []byte) []byte {
	size := -1
	for {
		line, err := reader.ReadSlice('\n')
		die(err)
		if len(line) <= 2 {
			break
		}
		name, value, _ := strings.Cut(string(line), ":")
		if strings.EqualFold(name, "content-length") {
			size, err = strconv.Atoi(strings.TrimSpace(value))
			die(err)
		}
	}
	if size < 0 {
		die(fmt.Errorf("an answer without its length"))
	}
	if cap(buf) < size {
		buf = make([]byte, 2*size)
	}
	_, err := io.ReadFull(reader, buf[:size])
	die(err)
	return buf[:size]
}
