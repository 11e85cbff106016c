// Command wazero-host runs instrumented modules under wazero with a WASI of its own, written from the same rules as
// the one in vm/src/wasi: an oracle for the tests, on another engine and in another language.
//
//	wazero-host compiler|interpreter DIR
//
// DIR holds cases.json; one line of JSON per case is printed.
package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

type input struct {
	Path  string `json:"path"`
	Bytes []byte `json:"bytes"`
}

type testCase struct {
	Name        string      `json:"name"`
	Local       string      `json:"local"`
	Global      string      `json:"global"`
	Args        []string    `json:"args"`
	Env         [][2]string `json:"env"`
	Stdin       []byte      `json:"stdin"`
	Inputs      []input     `json:"inputs"`
	Fuel        string      `json:"fuel"`
	OutputBytes uint64      `json:"outputBytes"`
	ClockNs     string      `json:"clockNs"`
	Seed        []byte      `json:"seed"`
}

type result struct {
	Name     string      `json:"name"`
	Outcome  string      `json:"outcome"`
	ExitCode uint32      `json:"exitCode"`
	Fuel     string      `json:"fuel"`
	Stdout   string      `json:"stdout"`
	Stderr   string      `json:"stderr"`
	Outputs  [][2]string `json:"outputs"`
	Memory   string      `json:"memory"`
	Detail   string      `json:"detail"`
}

func main() {
	config := wazero.NewRuntimeConfigCompiler()
	if os.Args[1] == "interpreter" {
		config = wazero.NewRuntimeConfigInterpreter()
	}
	var cases []testCase
	must(json.Unmarshal(read(os.Args[2], "cases.json"), &cases))
	out := json.NewEncoder(os.Stdout)
	for _, c := range cases {
		r, again := run(config, c, read(os.Args[2], c.Local))
		if again {
			r, _ = run(config, c, read(os.Args[2], c.Global))
		}
		must(out.Encode(r))
	}
}

func read(dir, name string) []byte {
	bytes, err := os.ReadFile(filepath.Join(dir, name))
	must(err)
	return bytes
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run executes one build; again says that it trapped with fuel left, so that the exact build must tell the fuel.
func run(config wazero.RuntimeConfig, c testCase, wasm []byte) (r result, again bool) {
	ctx := context.Background()
	runtime := wazero.NewRuntimeWithConfig(ctx, config)
	defer runtime.Close(ctx)
	limit, err := strconv.ParseInt(c.Fuel, 10, 64)
	must(err)
	w := newWasi(c)
	must(w.register(ctx, runtime))
	compiled, err := runtime.CompileModule(ctx, wasm)
	must(err)
	module, err := runtime.InstantiateModule(ctx, compiled, wazero.NewModuleConfig().WithStartFunctions().WithName("program"))
	must(err)
	if _, found := compiled.ExportedMemories()["dcm_memory"]; found {
		w.memory = module.Memory()
	}
	if fuel := module.ExportedGlobal("dcm_fuel"); fuel != nil {
		w.fuel = fuel.(api.MutableGlobal)
		w.fuel.Set(uint64(limit))
	} else {
		// The program as it is: nothing counts, and its memory has its own name.
		w.fuel = new(bottomless)
		w.memory = module.ExportedMemory("memory")
	}
	_, err = module.ExportedFunction("_start").Call(ctx)
	grow := uint64(0)
	if answer := module.ExportedGlobal("dcm_grow"); answer != nil {
		grow = answer.Get()
	}
	r.Name = c.Name
	r.Outcome, r.ExitCode, r.Detail = ending(err, uint32(grow))
	left := int64(w.fuel.Get())
	if left < 0 && r.Outcome != "CANNOT_RUN" {
		r.Outcome, r.ExitCode, left = "OUT_OF_FUEL", 0, 0
	}
	r.Fuel = strconv.FormatInt(limit-left, 10)
	r.Stdout, r.Stderr = digest(w.stdout), digest(w.stderr)
	r.Outputs = [][2]string{}
	for path, content := range w.outputs {
		r.Outputs = append(r.Outputs, [2]string{path, digest(*content)})
	}
	sort.Slice(r.Outputs, func(a, b int) bool { return r.Outputs[a][0] < r.Outputs[b][0] })
	if w.memory != nil {
		all, _ := w.memory.Read(0, w.memory.Size())
		r.Memory = digest(all)
	}
	return r, r.Outcome == "TRAP" || r.Outcome == "OUT_OF_MEMORY"
}

// bottomless is the fuel of a program that is not instrumented.
type bottomless struct{}

func (*bottomless) Get() uint64 { return math.MaxInt64 }
func (*bottomless) Set(uint64)  {}

func ending(err error, grow uint32) (outcome string, exitCode uint32, detail string) {
	var s stop
	switch {
	case err == nil:
		return "EXIT", 0, ""
	case errors.As(err, &s):
		return s.why, s.exitCode, ""
	case grow == 2 || strings.Contains(err.Error(), "stack overflow"):
		return "CANNOT_RUN", 0, err.Error()
	case !strings.HasPrefix(err.Error(), "wasm error: "):
		return "BUG", 0, err.Error()
	case grow == 1:
		return "OUT_OF_MEMORY", 0, err.Error()
	}
	return "TRAP", 0, err.Error()
}

func digest(bytes []byte) string {
	sum := sha256.Sum256(bytes)
	return hex.EncodeToString(sum[:])
}
