// load sends pre-signed transactions to a CometBFT RPC over keep-alive connections, waits until all are committed and prints one
// line of JSON: throughput until the last commit was seen, CPU and memory of the watched processes, its own CPU.
//
//	load --rpc http://127.0.0.1:26657 --txs txs.bin --conns 16 --window 4 --pids app=123,comet=456 [--from 0] [--count 0] [--timeout 180s]
//
// The file holds transactions one after the other, each behind its length (32 bits, little endian). Transaction k goes to
// connection k mod conns; requests are made before the clock starts and written to the sockets as they are, `window` of them in
// flight per connection, so that the generator takes little of the machine that is measured. A full mempool is asked again after
// 20 ms, in order, on the same connection.
package main

import (
	"encoding/binary"
	"encoding/json"
	"flag"
	"fmt"
	"net/url"
	"os"
	"strings"
	"time"
)

func main() {
	rpc := flag.String("rpc", "http://127.0.0.1:26657", "the node's RPC")
	file := flag.String("txs", "", "file of transactions")
	from := flag.Int("from", 0, "transactions to leave out")
	count := flag.Int("count", 0, "transactions to send, 0 for all")
	conns := flag.Int("conns", 16, "connections")
	window := flag.Int("window", 4, "requests in flight per connection")
	pids := flag.String("pids", "", "processes to watch: name=pid,...")
	timeout := flag.Duration("timeout", 180*time.Second, "wait for commits at most")
	flag.Parse()
	base := strings.TrimRight(*rpc, "/")
	u, err := url.Parse(base)
	die(err)
	node := rpcClient{base}
	txs := readTxs(*file)[*from:]
	if *count > 0 {
		txs = txs[:*count]
	}
	sender := newSender(u.Host, txs, *conns, *window)
	watched := watch(*pids)

	first := node.height() + 1
	ownCPU, start := ownSeconds(), time.Now()
	watched.begin()
	sender.run()
	sent := time.Since(start)
	blocks, committed, done := node.waitForCommits(first, sender.accepted.Load(), start.Add(*timeout))
	took := done.Sub(start)

	result := map[string]any{
		"sent": sender.total, "accepted": sender.accepted.Load(), "refused": sender.refused.Load(), "full": sender.full.Load(),
		"committed": committed, "send_s": sent.Seconds(), "tps": float64(committed) / took.Seconds(),
		"generator_us": (ownSeconds() - ownCPU) * 1e6 / float64(max(committed, 1)),
	}
	if text, ok := sender.example.Load().(string); ok {
		result["refusal"] = text
	}
	watched.end(result, committed)
	summary(result, blocks)
	line, err := json.Marshal(result)
	die(err)
	fmt.Println(string(line))
}

func readTxs(path string) [][]byte {
	raw, err := os.ReadFile(path)
	die(err)
	var txs [][]byte
	for len(raw) >= 4 {
		size := binary.LittleEndian.Uint32(raw)
		txs = append(txs, raw[4:4+size])
		raw = raw[4+size:]
	}
	return txs
}

func die(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}
