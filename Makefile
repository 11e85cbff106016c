# The verbs of the project. `make demo` and `make test` are the two to know; each sets up what it needs.
SHELL := /bin/bash
export PATH := $(CURDIR)/.tools/bin:$(CURDIR)/node_modules/.bin:$(PATH)
export GOBIN := $(CURDIR)/.tools/bin

.PHONY: setup build demo test proto check sim bench localnet down docs examples clean

## setup: install npm packages, compile, build CometBFT's launcher (without Go: find a CometBFT)
setup: node_modules/.package-lock.json build comet

node_modules/.package-lock.json: package.json package-lock.json
	npm ci --no-audit --no-fund
	@touch $@

.PHONY: comet
comet: build
	@node chain/scripts/comet.mjs --install

build: node_modules/.package-lock.json
	@npx tsc -b
	@node scripts/copy-assets.mjs

## demo: from a fresh clone to a finished, paid job; the network stays up
demo: setup
	@node testnet/dist/demo.js

## test: everything that must pass
test: setup check
	env $$(chain/scripts/may-mount.sh) npx vitest run

## sim: random histories of the market, judged by a model after every block; SEED=n, SEEDS=n and BLOCKS=n choose them
sim: build
	SEED=$(SEED) SEEDS=$(SEEDS) BLOCKS=$(BLOCKS) npx vitest run chain/test/sim/sim.test.ts --project sim --disable-console-intercept

## fuzz: hostile modules for the VM; MODULES=n of them, from number FIRST=n on
.PHONY: fuzz
fuzz: build
	FUZZ_MODULES=$(or $(MODULES),20000) FUZZ_FIRST=$(or $(FIRST),0) npx vitest run vm/test/fuzz.test.ts

## wasmtime: compare the VM with a third engine, installed from its Python wheel; needs python3 with venv
WASMTIME := $(CURDIR)/.tools/wasmtime
.PHONY: wasmtime
wasmtime: setup $(WASMTIME)/installed
	DCM_WASMTIME=$(WASMTIME)/bin/python npx vitest run --project wasmtime

$(WASMTIME)/installed: vm/wasmtime/requirements.txt
	@python3 -c 'import ensurepip, venv' || { echo "make wasmtime needs Python 3 with venv (Debian: apt-get install python3-venv)"; exit 1; }
	python3 -m venv $(WASMTIME)
	$(WASMTIME)/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

## clients: programs of others against local networks: cosmpy, a Cosmos SDK command line, grpcurl, Prometheus, Keplr's libraries;
## needs Go (the first build takes minutes), and Python 3 with venv for cosmpy, which is left out without
CLIENTS := $(CURDIR)/.tools/clients
.PHONY: clients
clients: setup
	@node testnet/clients/install.mjs $(CLIENTS)
	DCM_CLIENTS=$(CLIENTS) npx vitest run --project clients

## check: formatting, lint and types, those of the tests too, without running one
check: build
	npx tsc -p tsconfig.tests.json
	npx biome check --error-on-warnings .

## proto: regenerate everything that is derived from the .proto files
proto: node_modules/.package-lock.json
	npm run -s -w proto generate
	node client/generate/errors.mjs

## examples: rebuild every example program (needs Rust and clang for some)
examples: node_modules/.package-lock.json
	node examples/build.mjs --all --record

## localnet: a local network in the foreground
localnet: setup
	dcm localnet up

## down: stop the local network that `make demo` left running
down: build
	dcm localnet down

## bench: benchmarks; they print ratios measured in one run
bench: setup
	@node scripts/bench.mjs

## throughput: committed bank sends per second and their CPU, against the Cosmos SDK's own chain; needs Go and a C compiler
.PHONY: throughput
throughput: setup
	@node bench/throughput/run.mjs

## docs: regenerate the reference pages
docs: build
	@node scripts/docs.mjs

clean:
	rm -rf node_modules .tools */dist
