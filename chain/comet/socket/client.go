// Package socket holds a client for applications that speak ABCI over a stream socket.
package socket

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"time"

	abcicli "github.com/cometbft/cometbft/abci/client"
	"github.com/cometbft/cometbft/abci/types"
	cmtnet "github.com/cometbft/cometbft/libs/net"
	"github.com/cometbft/cometbft/libs/service"
)

const (
	// Requests that may wait for the writer; further callers wait themselves, as with CometBFT's own client.
	queueMax = 256
	// A write that has grown to so many bytes goes out, whatever else is queued.
	writeBytes = 64 << 10
	// A larger buffer, left over from one large request, is given back.
	keptBytes = 1 << 20
	readBytes = 64 << 10

	redialPause = 100 * time.Millisecond
	// One in so many refused connections is logged.
	redialsPerLog = 30
)

var errStopped = errors.New("abci client stopped")

// client sends requests in the order in which they are queued; the application answers them in that order, and any number
// may be under way. One goroutine writes: it encodes everything queued into one buffer, ends it with a Flush request, and
// writes it by one system call. One goroutine reads and runs the callbacks. Nothing runs by a timer, so that nothing
// runs while nothing is queued or answered.
//
// The Flush requests are for applications that hold answers back until they see one, as CometBFT's Go server does.
//
// The first error (a closed connection, a malformed or unexpected response, an Exception) stops the client: Quit closes,
// Error tells why, callers that wait are released. CometBFT then ends its process.
type client struct {
	service.BaseService
	address  string
	queue    chan call
	err      atomic.Pointer[error]
	callback atomic.Pointer[abcicli.Callback]

	mu   sync.Mutex
	conn net.Conn
	// Calls written or about to be, in order, that the reader has not yet taken over.
	sent []call
	// No call enters sent any more.
	ended bool
}

// call is a request under way. Each is in one place at a time (queue, the writer's batch, sent, the reader's list), and
// whoever takes it out of the last one calls Done, once.
type call struct {
	*abcicli.ReqRes
	fits func(*types.Response) bool
}

func isFlush(res *types.Response) bool { return res.GetFlush() != nil }

// New returns a client for the application at an address such as unix:///run/abci.sock. Start connects it.
func New(address string) abcicli.Client {
	return newClient(address)
}

func newClient(address string) *client {
	c := &client{address: address, queue: make(chan call, queueMax)}
	c.BaseService = *service.NewBaseService(nil, "socketClient", c)
	return c
}

// OnStart connects, and waits for the application as long as that takes.
func (c *client) OnStart() error {
	for refused := 0; ; refused++ {
		conn, err := cmtnet.Connect(c.address)
		if err == nil {
			return c.begin(conn)
		}
		if refused%redialsPerLog == 0 {
			c.Logger.Error("abci.socketClient failed to connect, retrying", "addr", c.address, "err", err)
		}
		select {
		case <-time.After(redialPause):
		case <-c.Quit():
			return errStopped
		}
	}
}

func (c *client) begin(conn net.Conn) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ended {
		conn.Close()
		return errStopped
	}
	c.conn = conn
	go c.write(conn)
	go c.read(conn)
	return nil
}

// OnStop closes the connection, which ends the reader; the writer ends by Quit, which closes after this.
func (c *client) OnStop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ended = true
	if c.conn != nil {
		c.conn.Close()
	}
}

func (c *client) Error() error {
	if err := c.err.Load(); err != nil {
		return *err
	}
	return nil
}

// SetResponseCallback sets what the reader calls for every response, Flush included, before the request's own callback.
func (c *client) SetResponseCallback(callback abcicli.Callback) {
	c.callback.Store(&callback)
}

// submit queues a request; ctx ends the waiting for a place in the queue, not that for the answer. After a stop the request
// comes back done, without a response.
func (c *client) submit(ctx context.Context, req *types.Request, fits func(*types.Response) bool) (*abcicli.ReqRes, error) {
	p := call{abcicli.NewReqRes(req), fits}
	select {
	case c.queue <- p:
	case <-c.Quit():
		p.Done()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	select {
	case <-c.Quit(): // The writer may have emptied the queue before p got there.
		c.drain()
	default:
	}
	return p.ReqRes, nil
}

func (c *client) drain() {
	for {
		select {
		case p := <-c.queue:
			p.Done()
		default:
			return
		}
	}
}

func (c *client) write(conn net.Conn) {
	defer c.drain()
	var batch []call
	var bytes []byte
	for {
		select {
		case first := <-c.queue:
			batch, bytes = c.gather(first, batch[:0], bytes[:0])
		case <-c.Quit():
			return
		}
		// Before the write: the response must not come first.
		if !c.expect(batch) {
			release(batch)
			return
		}
		if _, err := conn.Write(bytes); err != nil {
			c.fail(fmt.Errorf("write: %w", err))
			return
		}
		clear(batch)
		if cap(bytes) > keptBytes {
			bytes = nil
		}
	}
}

// gather takes what is queued, up to writeBytes and one request more, and ends it with a Flush.
func (c *client) gather(first call, batch []call, bytes []byte) ([]call, []byte) {
	last := first
	for more := true; more; {
		batch, bytes = append(batch, last), appendFrame(bytes, last.Request)
		if more = len(bytes) < writeBytes; more {
			select {
			case last = <-c.queue:
			default:
				more = false
			}
		}
	}
	if last.Request.GetFlush() == nil {
		last = call{abcicli.NewReqRes(types.ToRequestFlush()), isFlush}
		batch, bytes = append(batch, last), appendFrame(bytes, last.Request)
	}
	return batch, bytes
}

func (c *client) expect(batch []call) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ended {
		return false
	}
	c.sent = append(c.sent, batch...)
	return true
}

func (c *client) read(conn net.Conn) {
	reader := bufio.NewReaderSize(conn, readBytes)
	var calls []call // Taken from sent; those before next are answered.
	next := 0
	for {
		res, err := readResponse(reader)
		if err == nil && next == len(calls) {
			calls, next = c.takeSent(calls), 0
		}
		if err == nil {
			err = c.answer(calls[next:], res)
		}
		if err != nil {
			c.fail(err)
			break
		}
		calls[next] = call{}
		next++
	}
	release(calls[next:])
	release(c.end())
}

// takeSent empties sent, whose next array is that of `used`.
func (c *client) takeSent(used []call) []call {
	c.mu.Lock()
	defer c.mu.Unlock()
	sent := c.sent
	c.sent = used[:0]
	return sent
}

// end empties sent for the last time.
func (c *client) end() []call {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ended = true
	sent := c.sent
	c.sent = nil
	return sent
}

// answer gives a response to the first of the calls that wait for one.
func (c *client) answer(calls []call, res *types.Response) error {
	if len(calls) == 0 {
		return fmt.Errorf("unexpected response %T when no call was made", res.Value)
	}
	p := calls[0]
	if !p.fits(res) {
		return fmt.Errorf("unexpected response %T to the request %T", res.Value, p.Request.Value)
	}
	p.Response = res
	if callback := c.callback.Load(); callback != nil && *callback != nil {
		(*callback)(p.Request, res)
	}
	p.InvokeCallback()
	p.Done()
	return nil
}

// fail stops the client for an error, unless it stops already.
func (c *client) fail(err error) {
	if !c.IsRunning() {
		return
	}
	c.err.CompareAndSwap(nil, &err)
	c.Logger.Error(fmt.Sprintf("Stopping abci.socketClient for error: %v", err))
	if err := c.Stop(); err != nil {
		c.Logger.Error("Error stopping abci.socketClient", "err", err)
	}
}

func release(calls []call) {
	for _, p := range calls {
		p.Done()
	}
}
