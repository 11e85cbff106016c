package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"
)

type rpcClient struct{ base string }

type block struct{ height, txs int64 }

func (c rpcClient) get(path string, into any) error {
	response, err := http.Get(c.base + path)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var answer struct{ Result, Error json.RawMessage }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return err
	}
	if len(answer.Error) > 0 {
		return fmt.Errorf("%s: %s", path, answer.Error)
	}
	return json.Unmarshal(answer.Result, into)
}

func (c rpcClient) height() int64 {
	var status struct {
		SyncInfo struct {
			Height string `json:"latest_block_height"`
		} `json:"sync_info"`
	}
	die(c.get("/status", &status))
	return number(status.SyncInfo.Height)
}

// blocks are those from one height to another, in order.
func (c rpcClient) blocks(from, to int64) []block {
	var found []block
	for at := from; at <= to; at += 20 {
		var page struct {
			Metas []struct {
				Header struct {
					Height string `json:"height"`
				} `json:"header"`
				Txs string `json:"num_txs"`
			} `json:"block_metas"`
		}
		die(c.get(fmt.Sprintf("/blockchain?minHeight=%d&maxHeight=%d", at, min(at+19, to)), &page))
		for _, meta := range page.Metas {
			found = append(found, block{number(meta.Header.Height), number(meta.Txs)})
		}
	}
	slices.SortFunc(found, func(a, b block) int { return int(a.height - b.height) })
	return found
}

// waitForCommits waits until that many transactions are in blocks from height `next` on, and says when it saw the last.
func (c rpcClient) waitForCommits(next, wanted int64, deadline time.Time) ([]block, int64, time.Time) {
	var found []block
	var committed int64
	seen := time.Now()
	for committed < wanted && time.Now().Before(deadline) {
		height := c.height()
		if height < next {
			time.Sleep(20 * time.Millisecond)
			continue
		}
		for _, each := range c.blocks(next, height) {
			committed += each.txs
			found = append(found, each)
		}
		next, seen = height+1, time.Now()
	}
	return found, committed, seen
}

func number(text string) int64 {
	value, err := strconv.ParseInt(text, 10, 64)
	die(err)
	return value
}

// summary adds what the blocks tell.
func summary(result map[string]any, blocks []block) {
	var most, full int64
	for _, each := range blocks {
		most = max(most, each.txs)
		if each.txs > 0 {
			full++
		}
	}
	result["blocks"], result["most_txs"] = full, most
}
