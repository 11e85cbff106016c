#!/usr/bin/env -S node --max-semi-space-size=64
// Transactions live until their block is committed. With the engine's own 16 MiB for what is young, it copies most of them twice
// on the way, which was a tenth of the CPU of a bank send (docs/benchmarks.md).
import "../dist/node/main.js";
