package socket

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	abcicli "github.com/cometbft/cometbft/abci/client"
	"github.com/cometbft/cometbft/abci/server"
	"github.com/cometbft/cometbft/abci/types"
)

// result makes a table out of calls that answer with different types.
func result[R any](res *R, err error) (any, error) { return res, err }

var everyCall = []struct {
	name string
	call func(abcicli.Client) (any, error)
	want any
}{
	{"Echo", func(c abcicli.Client) (any, error) { return result(c.Echo(background, "e")) }, &types.ResponseEcho{Message: "e"}},
	{"Info", func(c abcicli.Client) (any, error) {
		return result(c.Info(background, &types.RequestInfo{Version: "v"}))
	}, &types.ResponseInfo{Data: "v"}},
	{"Query", func(c abcicli.Client) (any, error) {
		return result(c.Query(background, &types.RequestQuery{Data: []byte("q")}))
	}, &types.ResponseQuery{Value: []byte("q")}},
	{"CheckTx", func(c abcicli.Client) (any, error) {
		return result(c.CheckTx(background, &types.RequestCheckTx{Tx: []byte("t")}))
	}, &types.ResponseCheckTx{Data: []byte("t")}},
	{"InitChain", func(c abcicli.Client) (any, error) {
		return result(c.InitChain(background, &types.RequestInitChain{AppStateBytes: []byte("s")}))
	}, &types.ResponseInitChain{AppHash: []byte("s")}},
	{"PrepareProposal", func(c abcicli.Client) (any, error) {
		return result(c.PrepareProposal(background, &types.RequestPrepareProposal{Txs: [][]byte{{1}, {2}}}))
	}, &types.ResponsePrepareProposal{Txs: [][]byte{{1}, {2}}}},
	{"ProcessProposal", func(c abcicli.Client) (any, error) {
		return result(c.ProcessProposal(background, &types.RequestProcessProposal{}))
	}, &types.ResponseProcessProposal{Status: types.ResponseProcessProposal_ACCEPT}},
	{"ExtendVote", func(c abcicli.Client) (any, error) {
		return result(c.ExtendVote(background, &types.RequestExtendVote{Hash: []byte("h")}))
	}, &types.ResponseExtendVote{VoteExtension: []byte("h")}},
	{"VerifyVoteExtension", func(c abcicli.Client) (any, error) {
		return result(c.VerifyVoteExtension(background, &types.RequestVerifyVoteExtension{}))
	}, &types.ResponseVerifyVoteExtension{Status: types.ResponseVerifyVoteExtension_ACCEPT}},
	{"FinalizeBlock", func(c abcicli.Client) (any, error) {
		return result(c.FinalizeBlock(background, &types.RequestFinalizeBlock{Txs: [][]byte{{3}}}))
	}, &types.ResponseFinalizeBlock{AppHash: []byte{3}}},
	{"Commit", func(c abcicli.Client) (any, error) {
		return result(c.Commit(background, &types.RequestCommit{}))
	}, &types.ResponseCommit{RetainHeight: 7}},
	{"ListSnapshots", func(c abcicli.Client) (any, error) {
		return result(c.ListSnapshots(background, &types.RequestListSnapshots{}))
	}, &types.ResponseListSnapshots{Snapshots: []*types.Snapshot{{Height: 7}}}},
	{"OfferSnapshot", func(c abcicli.Client) (any, error) {
		return result(c.OfferSnapshot(background, &types.RequestOfferSnapshot{}))
	}, &types.ResponseOfferSnapshot{Result: types.ResponseOfferSnapshot_REJECT}},
	{"LoadSnapshotChunk", func(c abcicli.Client) (any, error) {
		return result(c.LoadSnapshotChunk(background, &types.RequestLoadSnapshotChunk{Chunk: 4}))
	}, &types.ResponseLoadSnapshotChunk{Chunk: []byte{4}}},
	{"ApplySnapshotChunk", func(c abcicli.Client) (any, error) {
		return result(c.ApplySnapshotChunk(background, &types.RequestApplySnapshotChunk{Sender: "p"}))
	}, &types.ResponseApplySnapshotChunk{RejectSenders: []string{"p"}}},
}

func TestEveryCallGetsItsAnswer(t *testing.T) {
	c := connected(t, listen(t, prompt))
	for _, row := range everyCall {
		t.Run(row.name, func(t *testing.T) {
			within(t, row.name, func() {
				if res, err := row.call(c); err != nil || !reflect.DeepEqual(res, row.want) {
					t.Errorf("got %v, %v; want %v", res, err, row.want)
				}
			})
		})
	}
}

// CometBFT's own Go server writes its answers when it sees a Flush, and only then.
func TestNobodyHasToFlush(t *testing.T) {
	address := "unix://" + filepath.Join(t.TempDir(), "abci.sock")
	s := server.NewSocketServer(address, types.NewBaseApplication())
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Stop() }()
	c := connected(t, address)
	within(t, "calls", func() {
		var answered sync.WaitGroup
		for i := 0; i < 5000; i++ {
			answered.Add(1)
			p, err := c.CheckTxAsync(background, &types.RequestCheckTx{})
			if err != nil {
				t.Fatal(err)
			}
			p.SetCallback(func(*types.Response) { answered.Done() })
		}
		answered.Wait()
		for _, row := range everyCall {
			if res, err := row.call(c); err != nil || reflect.ValueOf(res).IsNil() {
				t.Errorf("%s: %v, %v", row.name, res, err)
			}
		}
	})
}

func TestOrderIsKeptAndEveryCallbackRunsOnce(t *testing.T) {
	const callers, each = 8, 2000
	c := connected(t, listen(t, prompt))
	// The reader alone appends; Flush orders that before the look at it.
	var seen []string
	c.SetResponseCallback(func(req *types.Request, res *types.Response) {
		if req.GetCheckTx() != nil {
			if !bytes.Equal(req.GetCheckTx().Tx, res.GetCheckTx().Data) {
				t.Errorf("%s was answered by %s", req.GetCheckTx().Tx, res.GetCheckTx().Data)
			}
			seen = append(seen, string(res.GetCheckTx().Data))
		}
	})
	var own atomic.Int64
	var wg sync.WaitGroup
	for caller := 0; caller < callers; caller++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := 0; i < each; i++ {
				p, err := c.CheckTxAsync(background, &types.RequestCheckTx{Tx: []byte(fmt.Sprintf("%d/%d", caller, i))})
				if err != nil {
					t.Error(err)
					return
				}
				if i%3 == 0 {
					p.Wait()
				}
				p.SetCallback(func(*types.Response) { own.Add(1) })
			}
		}()
	}
	within(t, "calls", func() {
		wg.Wait()
		if err := c.Flush(background); err != nil {
			t.Error(err)
		}
	})
	if len(seen) != callers*each || own.Load() != callers*each {
		t.Fatalf("%d and %d callbacks, want %d of each", len(seen), own.Load(), callers*each)
	}
	next := make([]int, callers)
	for _, tx := range seen {
		var caller, i int
		if _, err := fmt.Sscanf(tx, "%d/%d", &caller, &i); err != nil || i != next[caller] {
			t.Fatalf("%s came when %d of its caller was due", tx, next[caller])
		}
		next[caller]++
	}
}

func TestFramesOfAnySize(t *testing.T) {
	c := connected(t, listen(t, prompt))
	for _, size := range []int{0, 1, 100, 127, 128, readBytes - 20, readBytes, readBytes + 1, keptBytes, 5 << 20, 1} {
		tx := bytes.Repeat([]byte{byte(size), 7}, size/2+1)[:size]
		within(t, fmt.Sprint(size), func() {
			res, err := c.FinalizeBlock(background, &types.RequestFinalizeBlock{Txs: [][]byte{tx}})
			if err != nil || !bytes.Equal(res.AppHash, tx) {
				t.Errorf("%d bytes came back as %d, %v", size, len(res.GetAppHash()), err)
			}
		})
	}
}

// fault sends something wrong instead of the first answer, once.
func fault(send func(net.Conn)) application {
	var once sync.Once
	return func(conn net.Conn, _ *types.Request) { once.Do(func() { send(conn) }) }
}

func message(res *types.Response) func(net.Conn) {
	return func(conn net.Conn) { _ = types.WriteMessage(res, conn) }
}

func raw(bytes ...byte) func(net.Conn) {
	return func(conn net.Conn) { _, _ = conn.Write(bytes) }
}

func TestAFaultStopsTheClientAndReleasesEverybody(t *testing.T) {
	closed := func(conn net.Conn) { conn.Close() }
	inside := func(conn net.Conn) { raw(20, 1, 2)(conn); conn.Close() }
	tooMany := func(conn net.Conn) {
		for i := 0; i < 1000; i++ {
			message(types.ToResponseInfo(&types.ResponseInfo{}))(conn)
		}
	}
	for _, row := range []struct {
		name string
		send func(net.Conn)
		want string
	}{
		// The writer or the reader is the first to see a closed connection.
		{"closed", closed, ""},
		{"closed inside a message", inside, ""},
		{"an Exception", message(types.ToResponseException("boom")), "boom"},
		{"another call's answer", message(types.ToResponseQuery(&types.ResponseQuery{})),
			"unexpected response *types.Response_Query to the request *types.Request_Info"},
		{"an empty message", raw(0), "unexpected response <nil> to the request *types.Request_Info"},
		{"more answers than calls", tooMany, "unexpected response *types.Response_Info"},
		{"garbage", raw(3, 0xff, 0xff, 0xff), "read message: "},
		{"a length above the limit", raw(0xff, 0xff, 0xff, 0xff, 0x7f), "read message: message exceeds max size"},
		{"a length that is no number", raw(bytes.Repeat([]byte{0xff}, 11)...), "read message: binary: varint overflows"},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := connected(t, listen(t, fault(row.send)))
			within(t, row.name, func() {
				var callers sync.WaitGroup
				for i := 0; i < 50; i++ {
					callers.Add(1)
					go func() {
						defer callers.Done()
						if res, err := c.Info(background, &types.RequestInfo{}); (res == nil) == (err == nil) {
							t.Errorf("neither an answer nor an error, or both: %v, %v", res, err)
						}
					}()
				}
				callers.Wait()
				<-c.Quit()
			})
			if err := c.Error(); err == nil || !strings.Contains(err.Error(), row.want) {
				t.Errorf("error %v, want %q", err, row.want)
			}
			callsAfterTheEnd(t, c, c.Error())
		})
	}
}

// callsAfterTheEnd checks that a stopped client neither answers nor holds anybody up.
func callsAfterTheEnd(t *testing.T, c *client, want error) {
	t.Helper()
	within(t, "calls to a stopped client", func() {
		for _, row := range everyCall {
			if _, err := row.call(c); !errors.Is(err, want) {
				t.Errorf("%s: %v, want %v", row.name, err, want)
			}
		}
		for i := 0; i < 2*queueMax; i++ {
			p, err := c.CheckTxAsync(background, &types.RequestCheckTx{})
			if err != nil || p.Response != nil {
				t.Errorf("CheckTxAsync: %v, %v", p, err)
				return
			}
			p.Wait()
		}
		if err := c.Flush(background); !errors.Is(err, want) {
			t.Errorf("Flush: %v, want %v", err, want)
		}
	})
	if c.IsRunning() {
		t.Error("still running")
	}
}

func TestAStopReleasesThoseWhoWait(t *testing.T) {
	deaf := make(chan struct{})
	defer close(deaf)
	for _, row := range []struct {
		name string
		app  application
		// Whether everybody waits who will: for an answer, or for a place in the queue.
		waiting func(*client) bool
	}{
		{"for an answer", silent, func(c *client) bool {
			c.mu.Lock()
			defer c.mu.Unlock()
			return len(c.sent) > 100
		}},
		{"for a place in the queue", func(net.Conn, *types.Request) { <-deaf }, func(c *client) bool { return len(c.queue) == queueMax }},
		{"for nothing yet", silent, func(*client) bool { return true }},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := connected(t, listen(t, row.app))
			var callers sync.WaitGroup
			for i := 0; i < 2*queueMax; i++ {
				callers.Add(1)
				go func() {
					defer callers.Done()
					for c.IsRunning() {
						if _, err := c.CheckTxAsync(background, &types.RequestCheckTx{Tx: make([]byte, 3000)}); err != nil {
							t.Error(err)
						}
						if _, err := c.Info(background, &types.RequestInfo{}); err != errStopped {
							t.Error(err)
						}
					}
				}()
			}
			until(t, row.name, func() bool { return row.waiting(c) })
			if err := c.Stop(); err != nil {
				t.Fatal(err)
			}
			within(t, "callers", callers.Wait)
			if c.Error() != nil {
				t.Errorf("a stop is no error: %v", c.Error())
			}
			callsAfterTheEnd(t, c, errStopped)
		})
	}
}

// Starts and stops race with traffic in every way that the scheduler finds.
func TestAStopAtAnyMoment(t *testing.T) {
	for round := 0; round < 100; round++ {
		c := connected(t, listen(t, prompt))
		var callers sync.WaitGroup
		var answered atomic.Int64
		for i := 0; i < 10; i++ {
			callers.Add(1)
			go func() {
				defer callers.Done()
				for c.IsRunning() {
					res, err := c.CheckTx(background, &types.RequestCheckTx{Tx: make([]byte, 100)})
					if (res == nil) == (err == nil) {
						t.Errorf("neither an answer nor an error, or both: %v, %v", res, err)
					}
					answered.Add(1)
				}
			}()
		}
		until(t, "answers", func() bool { return answered.Load() >= int64(round) })
		if err := c.Stop(); err != nil {
			t.Fatal(err)
		}
		within(t, "callers", callers.Wait)
	}
}

func TestTheContextEndsTheWaitForThatQueue(t *testing.T) {
	deaf := make(chan struct{})
	defer close(deaf)
	c := connected(t, listen(t, func(net.Conn, *types.Request) { <-deaf }))
	ctx, cancel := context.WithCancel(background)
	waiter := make(chan error)
	go func() {
		for {
			if _, err := c.CheckTxAsync(ctx, &types.RequestCheckTx{Tx: make([]byte, 10000)}); err != nil {
				waiter <- err
				return
			}
		}
	}()
	until(t, "the queue is full", func() bool { return len(c.queue) == queueMax })
	cancel()
	within(t, "the caller", func() {
		if err := <-waiter; !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
	if !c.IsRunning() {
		t.Error("a caller's context stopped the client")
	}
}

func TestStartWaitsForTheApplication(t *testing.T) {
	path := filepath.Join(t.TempDir(), "abci.sock")
	c, log := newClient("unix://"+path), new(journal)
	c.SetLogger(log.logger())
	started := make(chan error)
	go func() { started <- c.Start() }()
	until(t, "a connection is refused", func() bool { return log.contains("failed to connect, retrying") })
	serve(t, path, prompt)
	within(t, "Start", func() {
		if err := <-started; err != nil {
			t.Error(err)
		}
		if _, err := c.Info(background, &types.RequestInfo{}); err != nil {
			t.Error(err)
		}
	})
	if err := c.Stop(); err != nil {
		t.Error(err)
	}
}

func TestAStopEndsTheWaitForTheApplication(t *testing.T) {
	c, log := newClient("unix://"+filepath.Join(t.TempDir(), "nobody.sock")), new(journal)
	c.SetLogger(log.logger())
	started := make(chan error)
	go func() { started <- c.Start() }()
	until(t, "a connection is refused", func() bool { return log.contains("failed to connect, retrying") })
	if err := c.Stop(); err != nil {
		t.Fatal(err)
	}
	within(t, "Start", func() {
		if err := <-started; err != errStopped {
			t.Error(err)
		}
	})
	callsAfterTheEnd(t, c, errStopped)
}

// Every call brings one Flush and no more, and when all are answered both goroutines sleep: one until the next call, one
// until the next byte. CometBFT's own client has a timer of 20 ns here.
func TestAnIdleClientDoesNothing(t *testing.T) {
	const calls = 200
	var requests atomic.Int64
	c := connected(t, listen(t, func(conn net.Conn, req *types.Request) { requests.Add(1); prompt(conn, req) }))
	for i := 0; i < calls; i++ {
		if _, err := c.Info(background, &types.RequestInfo{}); err != nil {
			t.Fatal(err)
		}
	}
	isIdle := func() bool { return sleeping("write", "select") && sleeping("read", "IO wait") }
	// The last Flush may still be on its way to the application when its call is answered.
	until(t, "the last Flush", func() bool { return requests.Load() >= 2*calls && isIdle() })
	for looks := 0; looks < 200; looks++ {
		if !isIdle() {
			t.Fatal("something woke the client")
		}
	}
	if sent := requests.Load(); sent != 2*calls {
		t.Errorf("%d requests for %d calls", sent, calls)
	}
}

// sleeping tells whether this test's client has that goroutine in that state of rest.
func sleeping(method, state string) bool {
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	for _, stack := range strings.Split(string(stacks), "\n\n") {
		if strings.Contains(stack, "(*client)."+method+"(") {
			head, _, _ := strings.Cut(stack, "\n")
			return strings.Contains(head, "["+state)
		}
	}
	return false
}
