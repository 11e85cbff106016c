"""Runs modules, instrumented or plain, under wasmtime, with the host calls of a run under V8 played back.

    host.py DIR

DIR holds traces.json: modules, and for each the calls that it made, with what they answered, wrote to its memory and
cost. A call that is not the next one is a difference between the engines. One line of JSON per case is printed.
"""

import base64
import hashlib
import json
import sys
import threading
from pathlib import Path

import wasmtime

# The largest that wasmtime takes without being told of a larger one for async calls.
WASM_STACK_BYTES = 2 << 20
THREAD_STACK_BYTES = 64 << 20
VALUES = {"i": wasmtime.ValType.i32, "I": wasmtime.ValType.i64}


class Stop(Exception):
    """Ends the run, as the host does for an exit, exhausted fuel or the output limit."""


class Playback:
    def __init__(self, calls):
        self.calls = list(reversed(calls))
        self.memory = None
        # Absent where the module is not instrumented.
        self.fuel = None
        self.fault = ""

    def play(self, store, name, args):
        call = self.calls.pop() if self.calls else {"name": "nothing", "args": []}
        expected = [int(arg) for arg in call["args"]]
        if call["name"] != name or expected != list(args):
            self.fault = f"called {name}{tuple(args)} instead of {call['name']}{tuple(expected)}"
            raise Stop("DIFFERENT")
        if self.fuel is not None:
            self.fuel.set_value(store, self.fuel.value(store) - int(call["charge"]))
        for address, content in call["writes"]:
            self.memory.write(store, base64.b64decode(content), address)
        if call.get("stop"):
            raise Stop(call["stop"])
        return call["answer"]


def functions(linker, playback, signatures):
    for row in signatures:
        name, _, letters = row.partition(" ")
        results = [] if name == "proc_exit" else [wasmtime.ValType.i32()]
        kind = wasmtime.FuncType([VALUES[letter]() for letter in letters], results)

        def call(caller, *args, name=name):
            return playback.play(caller, name, args)

        linker.define_func("wasi_snapshot_preview1", name, kind, call, access_caller=True)


def run(engine, signatures, case, wasm):
    """One run of one build; the second value says that it trapped, so that the exact build must tell the fuel."""
    store = wasmtime.Store(engine)
    playback = Playback(case["calls"])
    linker = wasmtime.Linker(engine)
    functions(linker, playback, signatures)
    instance = linker.instantiate(store, wasmtime.Module(engine, wasm))
    exports = instance.exports(store)
    playback.memory = exports.get("dcm_memory") or exports.get("memory")
    playback.fuel = exports.get("dcm_fuel")
    limit = int(case["fuel"])
    if playback.fuel is not None:
        playback.fuel.set_value(store, limit)
    outcome, detail = "EXIT", ""
    try:
        exports["_start"](store)
    except Stop as stop:
        outcome, detail = str(stop), playback.fault
    except wasmtime.Trap as trap:
        grow = exports.get("dcm_grow")
        outcome, detail = ending(trap, 0 if grow is None else grow.value(store))
    left = limit if playback.fuel is None else playback.fuel.value(store)
    if left < 0 and outcome not in ("CANNOT_RUN", "DIFFERENT"):
        outcome, left = "OUT_OF_FUEL", 0
    content = None if playback.memory is None else bytes(playback.memory.read(store))
    result = {
        "name": case["name"],
        "outcome": outcome,
        "fuel": str(limit - left),
        "memory": "" if content is None else hashlib.sha256(content).hexdigest(),
        "unmade": len(playback.calls),
        "detail": detail,
    }
    return result, outcome in ("TRAP", "OUT_OF_MEMORY")


def ending(trap, grow):
    if grow == 2 or trap.trap_code == wasmtime.TrapCode.STACK_OVERFLOW:
        return "CANNOT_RUN", trap.message
    return ("OUT_OF_MEMORY" if grow == 1 else "TRAP"), trap.message


def main(folder):
    config = wasmtime.Config()
    config.max_wasm_stack = WASM_STACK_BYTES
    engine = wasmtime.Engine(config)
    traces = json.loads((folder / "traces.json").read_text())
    for case in traces["cases"]:
        result, again = run(engine, traces["signatures"], case, (folder / case["local"]).read_bytes())
        if again:
            result, _ = run(engine, traces["signatures"], case, (folder / case["global"]).read_bytes())
        print(json.dumps(result), flush=True)


if __name__ == "__main__":
    threading.stack_size(THREAD_STACK_BYTES)
    thread = threading.Thread(target=main, args=[Path(sys.argv[1])])
    thread.start()
    thread.join()
