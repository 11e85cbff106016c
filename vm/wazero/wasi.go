package main

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"math"
	"math/bits"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

const (
	badDescriptor  = 8
	exists         = 20
	fault          = 21
	invalid        = 28
	isDirectory    = 31
	tooManyOpen    = 33
	nameTooLong    = 37
	noEntry        = 44
	noSpace        = 51
	notImplemented = 52
	notDirectory   = 54
	readOnly       = 69
	notSeekable    = 70
	notCapable     = 76

	hostCallCost   = 500
	randomByteCost = 4
	pathByteCost   = 4
	pathMax        = 256
	listMax        = 1024
	filesMax       = 1024
)

// stop ends the run, errno a call.
type stop struct {
	why      string
	exitCode uint32
}

func (s stop) Error() string { return s.why }

type errno uint32

type descriptor struct {
	kind   string
	path   string
	at     uint64
	append bool
}

// counter holds the fuel that is left.
type counter interface {
	Get() uint64
	Set(uint64)
}

type wasi struct {
	args, env      [][]byte
	stdin          []byte
	inputs         map[string][]byte
	outputs        map[string]*[]byte
	directories    map[string]bool
	stdout, stderr []byte
	descriptors    []*descriptor
	clock          uint64
	seed           []byte
	randomAt       uint64
	left           uint64
	memory         api.Memory
	fuel           counter
}

var le = binary.LittleEndian

func newWasi(c testCase) *wasi {
	clock, err := strconv.ParseUint(c.ClockNs, 10, 64)
	must(err)
	w := &wasi{
		stdin: c.Stdin, inputs: map[string][]byte{}, outputs: map[string]*[]byte{},
		directories: map[string]bool{"": true, "in": true, "out": true},
		descriptors: []*descriptor{{kind: "stdin"}, {kind: "stdout"}, {kind: "stderr"}, {kind: "directory"}},
		clock:       clock, seed: c.Seed, left: c.OutputBytes,
	}
	for _, arg := range append([]string{"program"}, c.Args...) {
		w.args = append(w.args, append([]byte(arg), 0))
	}
	for _, pair := range c.Env {
		w.env = append(w.env, append([]byte(pair[0]+"="+pair[1]), 0))
	}
	for _, file := range c.Inputs {
		w.inputs[file.Path] = file.Bytes
		w.addParents(file.Path)
	}
	return w
}

func (w *wasi) addParents(path string) {
	for at, c := range path {
		if c == '/' {
			w.directories[path[:at]] = true
		}
	}
}

// register offers all of preview 1; what has no implementation answers ENOSYS.
func (w *wasi) register(ctx context.Context, runtime wazero.Runtime) error {
	builder := runtime.NewHostModuleBuilder("wasi_snapshot_preview1")
	known := w.functions()
	for _, row := range strings.Split(signatures, "\n") {
		name, letters, _ := strings.Cut(row, " ")
		params := make([]api.ValueType, len(letters))
		for i, letter := range letters {
			params[i] = api.ValueTypeI32
			if letter == 'I' {
				params[i] = api.ValueTypeI64
			}
		}
		results := []api.ValueType{api.ValueTypeI32}
		if name == "proc_exit" {
			results = nil
		}
		call := known[name]
		builder.NewFunctionBuilder().WithGoModuleFunction(api.GoModuleFunc(func(_ context.Context, _ api.Module, s []uint64) {
			w.charge(hostCallCost)
			s[0] = uint64(guarded(call, s))
		}), params, results).Export(name)
	}
	_, err := builder.Instantiate(ctx)
	return err
}

func guarded(call func(s []uint64) errno, s []uint64) (answer errno) {
	if call == nil {
		return notImplemented
	}
	defer func() {
		switch failure := recover().(type) {
		case nil:
		case errno:
			answer = failure
		default:
			panic(failure)
		}
	}()
	return call(s)
}

func (w *wasi) charge(amount uint64) {
	left := int64(w.fuel.Get()) - int64(amount)
	w.fuel.Set(uint64(left))
	if left < 0 {
		panic(stop{why: "OUT_OF_FUEL"})
	}
}

func (w *wasi) span(pointer, length uint64) []byte {
	from := uint64(uint32(pointer))
	size := uint64(0)
	if w.memory != nil {
		size = uint64(w.memory.Size())
	}
	if from+length > size {
		panic(errno(fault))
	}
	if length == 0 {
		return nil
	}
	bytes, _ := w.memory.Read(uint32(from), uint32(length))
	return bytes
}

func (w *wasi) open(number uint64) *descriptor {
	if number := uint32(number); int64(number) < int64(len(w.descriptors)) && w.descriptors[number] != nil {
		return w.descriptors[number]
	}
	panic(errno(badDescriptor))
}

func (w *wasi) functions() map[string]func(s []uint64) errno {
	return map[string]func(s []uint64) errno{
		"args_get":          func(s []uint64) errno { return w.writeList(w.args, s) },
		"args_sizes_get":    func(s []uint64) errno { return w.writeSizes(w.args, s) },
		"environ_get":       func(s []uint64) errno { return w.writeList(w.env, s) },
		"environ_sizes_get": func(s []uint64) errno { return w.writeSizes(w.env, s) },
		"clock_res_get":     func(s []uint64) errno { return w.writeClock(s[0], s[1], 1_000_000) },
		"clock_time_get":    func(s []uint64) errno { return w.writeClock(s[0], s[2], w.clock) },
		"fd_close": func(s []uint64) errno {
			w.open(s[0])
			w.descriptors[uint32(s[0])] = nil
			return 0
		},
		"fd_fdstat_get":         w.descriptorStatus,
		"fd_fdstat_set_flags":   func(s []uint64) errno { w.open(s[0]).append = s[1]&1 != 0; return 0 },
		"fd_filestat_get":       w.fileStatus,
		"fd_prestat_get":        w.prestat,
		"fd_prestat_dir_name":   w.prestatName,
		"fd_read":               w.read,
		"fd_seek":               w.seek,
		"fd_write":              w.write,
		"path_create_directory": w.createDirectory,
		"path_filestat_get":     w.pathStatus,
		"path_open":             w.pathOpen,
		"poll_oneoff":           w.poll,
		"proc_exit":             func(s []uint64) errno { panic(stop{"EXIT", uint32(s[0])}) },
		"random_get":            w.random,
		"sched_yield":           func(s []uint64) errno { return 0 },
	}
}

func total(list [][]byte) (size uint64) {
	for _, text := range list {
		size += uint64(len(text))
	}
	return size
}

func (w *wasi) writeList(list [][]byte, s []uint64) errno {
	size := total(list)
	w.charge((size + 4*uint64(len(list))) / 16)
	table := w.span(s[0], 4*uint64(len(list)))
	target := w.span(s[1], size)
	at := 0
	for i, text := range list {
		le.PutUint32(table[4*i:], uint32(s[1])+uint32(at))
		at += copy(target[at:], text)
	}
	return 0
}

func (w *wasi) writeSizes(list [][]byte, s []uint64) errno {
	count, size := w.span(s[0], 4), w.span(s[1], 4)
	le.PutUint32(count, uint32(len(list)))
	le.PutUint32(size, uint32(total(list)))
	return 0
}

func (w *wasi) writeClock(clock, out, value uint64) errno {
	if uint32(clock) > 3 {
		return invalid
	}
	le.PutUint64(w.span(out, 8), value)
	return 0
}

func (d *descriptor) fileType() byte {
	switch d.kind {
	case "directory":
		return 3
	case "input", "output":
		return 4
	}
	return 2
}

func (w *wasi) descriptorStatus(s []uint64) errno {
	open := w.open(s[0])
	answer := w.span(s[1], 24)
	clear(answer)
	answer[0] = open.fileType()
	if open.kind == "output" && open.append {
		answer[2] = 1
	}
	le.PutUint64(answer[8:], 0x1fffffff)
	le.PutUint64(answer[16:], 0x1fffffff)
	return 0
}

// content is what can be read from a descriptor, nil when nothing can.
func (w *wasi) content(open *descriptor) *[]byte {
	switch open.kind {
	case "stdin":
		return &w.stdin
	case "output":
		return w.outputs[open.path]
	case "input":
		bytes := w.inputs[open.path]
		return &bytes
	}
	return nil
}

func (w *wasi) writeStatus(out uint64, fileType byte, size int) errno {
	answer := w.span(out, 64)
	clear(answer)
	answer[16] = fileType
	answer[24] = 1
	le.PutUint64(answer[32:], uint64(size))
	return 0
}

func (w *wasi) fileStatus(s []uint64) errno {
	open := w.open(s[0])
	size := 0
	if content := w.content(open); content != nil {
		size = len(*content)
	}
	return w.writeStatus(s[1], open.fileType(), size)
}

func (w *wasi) prestat(s []uint64) errno {
	w.open(s[0])
	if uint32(s[0]) != 3 {
		return badDescriptor
	}
	answer := w.span(s[1], 8)
	le.PutUint64(answer, 1<<32)
	return 0
}

func (w *wasi) prestatName(s []uint64) errno {
	w.open(s[0])
	if uint32(s[0]) != 3 {
		return badDescriptor
	}
	if uint32(s[2]) == 0 {
		return nameTooLong
	}
	w.span(s[1], 1)[0] = '/'
	return 0
}

func (w *wasi) resolve(number, pointer, length uint64) string {
	base := w.open(number)
	if base.kind != "directory" {
		panic(errno(notDirectory))
	}
	if uint32(length) > pathMax {
		panic(errno(nameTooLong))
	}
	w.charge(uint64(uint32(length)) * pathByteCost)
	text := w.span(pointer, uint64(uint32(length)))
	if !utf8.Valid(text) || strings.Contains(string(text), "\x00") {
		panic(errno(invalid))
	}
	parts := []string{}
	for _, part := range strings.Split(base.path+"/"+string(text), "/") {
		switch part {
		case "", ".":
		case "..":
			if len(parts) == 0 {
				panic(errno(notCapable))
			}
			parts = parts[:len(parts)-1]
		default:
			parts = append(parts, part)
		}
	}
	path := strings.Join(parts, "/")
	if len(path) > pathMax {
		panic(errno(nameTooLong))
	}
	return path
}

func (w *wasi) isFile(path string) bool {
	_, input := w.inputs[path]
	return input || w.outputs[path] != nil
}

func (w *wasi) pathStatus(s []uint64) errno {
	path := w.resolve(s[0], s[2], s[3])
	if w.directories[path] {
		return w.writeStatus(s[4], 3, 0)
	}
	if content := w.outputs[path]; content != nil {
		return w.writeStatus(s[4], 4, len(*content))
	}
	if content, found := w.inputs[path]; found {
		return w.writeStatus(s[4], 4, len(content))
	}
	return noEntry
}

func (w *wasi) requireWritable(path string) {
	if !strings.HasPrefix(path, "out/") {
		panic(errno(readOnly))
	}
	for at := 4; at < len(path); at++ {
		if path[at] == '/' && w.isFile(path[:at]) {
			panic(errno(notDirectory))
		}
	}
}

func (w *wasi) requireSpace(directory string) {
	if !w.directories[directory] && len(w.directories) >= filesMax+len(w.inputs) {
		panic(errno(noSpace))
	}
}

func (w *wasi) createDirectory(s []uint64) errno {
	path := w.resolve(s[0], s[1], s[2])
	if w.directories[path] || w.isFile(path) {
		return exists
	}
	w.requireWritable(path)
	w.requireSpace(path)
	w.directories[path] = true
	w.addParents(path)
	return 0
}

func (w *wasi) pathOpen(s []uint64) errno {
	answer := w.span(s[8], 4)
	path := w.resolve(s[0], s[2], s[3])
	number := 4
	for number < len(w.descriptors) && w.descriptors[number] != nil {
		number++
	}
	if number >= 1024 {
		return tooManyOpen
	}
	open := w.openPath(path, s[4], s[7]&1 != 0)
	if number == len(w.descriptors) {
		w.descriptors = append(w.descriptors, nil)
	}
	w.descriptors[number] = open
	le.PutUint32(answer, uint32(number))
	return 0
}

func (w *wasi) openPath(path string, flags uint64, append bool) *descriptor {
	create, directory, exclusive, truncate := flags&1 != 0, flags&2 != 0, flags&4 != 0, flags&8 != 0
	found := w.directories[path] || w.isFile(path)
	switch content := w.outputs[path]; {
	case found && create && exclusive:
		panic(errno(exists))
	case w.directories[path] && truncate:
		panic(errno(isDirectory))
	case w.directories[path]:
		return &descriptor{kind: "directory", path: path}
	case found && directory:
		panic(errno(notDirectory))
	case content != nil:
		if truncate {
			w.left += uint64(len(*content))
			*content = nil
		}
		return &descriptor{kind: "output", path: path, append: append}
	case found && truncate:
		panic(errno(readOnly))
	case found:
		return &descriptor{kind: "input", path: path}
	case !create:
		panic(errno(noEntry))
	}
	w.requireWritable(path)
	if len(w.outputs) >= filesMax {
		panic(errno(noSpace))
	}
	w.requireSpace(path[:strings.LastIndex(path, "/")])
	w.addParents(path)
	w.outputs[path] = new([]byte)
	return &descriptor{kind: "output", path: path, append: append}
}

func (w *wasi) ranges(list, count uint64) [][]byte {
	if uint32(count) > listMax {
		panic(errno(invalid))
	}
	length := 8 * uint64(uint32(count))
	w.charge(length / 16)
	source := w.span(list, length)
	spans := make([][]byte, uint32(count))
	for i := range spans {
		spans[i] = w.span(uint64(le.Uint32(source[8*i:])), uint64(le.Uint32(source[8*i+4:])))
	}
	return spans
}

func (w *wasi) read(s []uint64) errno {
	open := w.open(s[0])
	if open.kind == "directory" {
		return isDirectory
	}
	content := w.content(open)
	if content == nil {
		return badDescriptor
	}
	targets := w.ranges(s[1], s[2])
	answer := w.span(s[3], 4)
	rest := (*content)[min(open.at, uint64(len(*content))):]
	count := min(total(targets), uint64(len(rest)))
	w.charge(count / 16)
	rest = rest[:count]
	for _, target := range targets {
		rest = rest[copy(target, rest):]
	}
	open.at += count
	le.PutUint32(answer, uint32(count))
	return 0
}

func (w *wasi) write(s []uint64) errno {
	open := w.open(s[0])
	var content *[]byte
	switch open.kind {
	case "stdin", "directory":
		return badDescriptor
	case "input":
		return readOnly
	case "stdout":
		content = &w.stdout
	case "stderr":
		content = &w.stderr
	default:
		content = w.outputs[open.path]
	}
	sources := w.ranges(s[1], s[2])
	answer := w.span(s[3], 4)
	count := total(sources)
	at := uint64(len(*content))
	if open.kind == "output" && !open.append {
		at = open.at
	}
	growth := uint64(0)
	if end := at + count; count > 0 && end > uint64(len(*content)) {
		growth = end - uint64(len(*content))
	}
	if growth > w.left {
		panic(stop{why: "OUTPUT_LIMIT"})
	}
	w.charge(max(count, growth) / 16)
	w.left -= growth
	*content = append(*content, make([]byte, growth)...)
	for _, source := range sources {
		at += uint64(copy((*content)[min(at, uint64(len(*content))):], source))
	}
	open.at = at
	le.PutUint32(answer, uint32(count))
	return 0
}

func (w *wasi) seek(s []uint64) errno {
	open := w.open(s[0])
	if open.kind != "input" && open.kind != "output" {
		return notSeekable
	}
	var base int64
	switch uint32(s[2]) {
	case 0:
	case 1:
		base = int64(open.at)
	case 2:
		base = int64(len(*w.content(open)))
	default:
		return invalid
	}
	offset := int64(s[1])
	if offset > math.MaxInt64-base || base+offset < 0 || base+offset > 1<<53-1 {
		return invalid
	}
	answer := w.span(s[3], 8)
	open.at = uint64(base + offset)
	le.PutUint64(answer, open.at)
	return 0
}

func (w *wasi) poll(s []uint64) errno {
	count := uint64(uint32(s[2]))
	if count == 0 || count > listMax {
		return invalid
	}
	w.charge(count * 80 / 16)
	source := append([]byte{}, w.span(s[0], 48*count)...)
	target := w.span(s[1], 32*count)
	answer := w.span(s[3], 4)
	due := make([]uint64, count)
	earliest := uint64(math.MaxUint64)
	for i := range due {
		at := source[48*i:]
		tag := at[8]
		if tag > 2 || (tag == 0 && le.Uint32(at[16:]) > 3) {
			return invalid
		}
		if tag == 0 {
			due[i] = le.Uint64(at[24:])
			if at[40]&1 == 0 {
				sum, carry := bits.Add64(due[i], w.clock, 0)
				due[i] = sum | -carry
			}
		}
		earliest = min(earliest, due[i])
	}
	w.clock = max(w.clock, earliest)
	events := uint32(0)
	for i := range due {
		if due[i] > w.clock {
			continue
		}
		event := target[32*events:][:32]
		clear(event)
		copy(event, source[48*i:][:8])
		event[10] = source[48*i+8]
		events++
	}
	le.PutUint32(answer, events)
	return 0
}

func (w *wasi) random(s []uint64) errno {
	target := w.span(s[0], uint64(uint32(s[1])))
	w.charge(uint64(len(target)) * randomByteCost)
	for len(target) > 0 {
		block := sha256.Sum256(binary.BigEndian.AppendUint64(append([]byte{}, w.seed...), w.randomAt/32))
		count := copy(target, block[w.randomAt%32:])
		target = target[count:]
		w.randomAt += uint64(count)
	}
	return 0
}

// signatures are the parameters of preview 1: i is i32, I is i64.
const signatures = `args_get ii
args_sizes_get ii
environ_get ii
environ_sizes_get ii
clock_res_get ii
clock_time_get iIi
fd_advise iIIi
fd_allocate iII
fd_close i
fd_datasync i
fd_fdstat_get ii
fd_fdstat_set_flags ii
fd_fdstat_set_rights iII
fd_filestat_get ii
fd_filestat_set_size iI
fd_filestat_set_times iIIi
fd_pread iiiIi
fd_prestat_get ii
fd_prestat_dir_name iii
fd_pwrite iiiIi
fd_read iiii
fd_readdir iiiIi
fd_renumber ii
fd_seek iIii
fd_sync i
fd_tell ii
fd_write iiii
path_create_directory iii
path_filestat_get iiiii
path_filestat_set_times iiiiIIi
path_link iiiiiii
path_open iiiiiIIii
path_readlink iiiiii
path_remove_directory iii
path_rename iiiiii
path_symlink iiiii
path_unlink_file iii
poll_oneoff iiii
proc_exit i
proc_raise i
random_get ii
sched_yield 
sock_accept iii
sock_recv iiiiii
sock_send iiiii
sock_shutdown ii`
