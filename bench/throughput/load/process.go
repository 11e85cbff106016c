package main

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// ticks is how many units of /proc/<pid>/stat make a second: USER_HZ, 100 on every Linux that Go runs on.
const ticks = 100

// process is watched from outside: its CPU and, while the load lasts, the most memory that it had.
type process struct {
	name        string
	pid         int
	before, rss float64
}

type processes struct {
	list []*process
	stop chan struct{}
	over sync.WaitGroup
}

func watch(pids string) *processes {
	ps := &processes{stop: make(chan struct{})}
	for _, each := range strings.Split(pids, ",") {
		if name, text, ok := strings.Cut(each, "="); ok {
			pid, err := strconv.Atoi(text)
			die(err)
			ps.list = append(ps.list, &process{name: name, pid: pid})
		}
	}
	return ps
}

func (ps *processes) begin() {
	for _, p := range ps.list {
		p.before = p.seconds()
	}
	ps.over.Add(1)
	go func() {
		defer ps.over.Done()
		for {
			select {
			case <-ps.stop:
				return
			case <-time.After(200 * time.Millisecond):
				for _, p := range ps.list {
					p.rss = max(p.rss, p.mebibytes())
				}
			}
		}
	}()
}

func (ps *processes) end(result map[string]any, committed int64) {
	close(ps.stop)
	ps.over.Wait()
	// The last block's commit and what is written behind it belong to the load.
	time.Sleep(300 * time.Millisecond)
	total := 0.0
	for _, p := range ps.list {
		used := (p.seconds() - p.before) * 1e6 / float64(max(committed, 1))
		total += used
		result["us_"+p.name], result["rss_"+p.name] = used, p.rss
	}
	result["us"] = total
}

// seconds is user and system time of all threads.
func (p *process) seconds() float64 {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.pid))
	die(err)
	fields := strings.Fields(string(raw[bytes.LastIndexByte(raw, ')')+2:]))
	return float64(number(fields[11])+number(fields[12])) / ticks
}

func (p *process) mebibytes() float64 {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", p.pid))
	die(err)
	pages := number(strings.Fields(string(raw))[1])
	return float64(pages) * float64(os.Getpagesize()) / (1 << 20)
}

func ownSeconds() float64 {
	var usage syscall.Rusage
	die(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return float64(usage.Utime.Sec+usage.Stime.Sec) + float64(usage.Utime.Usec+usage.Stime.Usec)/1e6
}
