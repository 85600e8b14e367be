# The two commands most people need: `make run` and `make test`. `make help` lists the rest.

SHELL := /bin/bash
SWIFT ?= swift
RUNS ?= 1000
SEED ?= 2023
MUTATIONS ?= 10000
STATECRAFT = .build/release/statecraft

# Release builds for this machine use its wider vectors where it has them: the economy's sums keep
# their order and nothing is fused, so results are the same to the bit. `make VECTORS=` leaves them
# out, for a program that's to run on other machines.
VECTORS ?= $(shell grep -qm1 -w avx2 /proc/cpuinfo 2>/dev/null && echo -Xcc -mavx2) \
  $(shell grep -qm1 -w fma /proc/cpuinfo 2>/dev/null && echo -Xcc -mfma)
# Notes for debuggers make up half of a program and serve nobody who runs it.
RELEASE = -c release $(VECTORS) -debug-info-format none

.PHONY: help run test setup build lint walls processors fuzz bench clean browser-test release \
  release-check install
PREFIX ?= /usr/local

help:
	@echo 'make run     set up, build, and play $(RUNS) games of the flagship (RUNS=..., SEED=...)'
	@echo 'make test    set up, build with walls enforced, lint, and run every test, in a browser too'
	@echo 'make setup   install or name the Debian packages that are missing'
	@echo 'make build   build the release program'
	@echo 'make lint    check the format of all Swift files'
	@echo 'make processors   play 300 games as on an older processor, and compare digests'
	@echo 'make fuzz    try mutated scenarios, optimised (MUTATIONS=..., SEED=...)'
	@echo 'make browser-test   play in a browser what ‘serve’ serves'
	@echo 'make release a program for other computers, with scenarios and manual, as a tarball'
	@echo 'make release-check   run it in a root with the C library and nothing else'
	@echo 'make install copy it to PREFIX ($(PREFIX))'
	@echo 'make bench   measure and print tables'

run: build
	@$(STATECRAFT) batch small-yard-2023 --runs $(RUNS) --seed $(SEED)

test: setup lint walls
	@$(SWIFT) build --build-tests --explicit-target-dependency-import-check error
	@$(SWIFT) test --skip-build
	@$(BROWSER_TEST)

# The program is built too: some inputs go through it.
fuzz: setup
	@$(SWIFT) build $(RELEASE) --product statecraft
	@$(SWIFT) build $(RELEASE) --product statecraft-fuzz
	@$(SWIFT) run $(RELEASE) --skip-build statecraft-fuzz --mutations $(MUTATIONS) --seed $(SEED)

# Four seats and an umpire in headless Chromium, by Python: says so where either is missing.
BROWSER_TEST = if command -v python3 >/dev/null; then \
  python3 Tests/Browser/table_test.py .build/debug/statecraft; \
  else echo 'Skipped: no Python here drives a browser.'; fi

browser-test: setup
	@$(SWIFT) build --product statecraft
	@$(BROWSER_TEST)

setup:
	@./setup.sh

# The compiler's own count of steps is left to be seen: the first build takes minutes.
build: setup
	@if [ ! -x $(STATECRAFT) ]; then \
	  echo "Building the program and the three packages it stands on, optimised. The first time this"; \
	  echo "takes two to four minutes on two cores, and about five minutes of one; later builds only"; \
	  echo "what has changed. [steps done/steps in all]"; \
	fi
	@$(SWIFT) build $(RELEASE) --product statecraft

lint:
	@$(SWIFT) format lint --strict --recursive Package.swift Sources Agents Tests Benchmarks

# What a target may import is checked by the build in `test`; this checks what it may not.
walls:
	@bad=$$(grep -rnE 'import (Foundation|Dispatch|Synchronization)' Sources/StatecraftCore \
	  Sources/StatecraftEconomy Sources/StatecraftRules Agents/Policies); \
	if [ -n "$$bad" ]; then \
	  echo "The core imports neither Foundation nor Dispatch:"; echo "$$bad"; exit 1; fi
	@bad=$$(grep -rnE 'import (Glibc|Musl|Darwin)' Sources/StatecraftCore Sources/StatecraftEconomy \
	  Sources/StatecraftRules Agents/Policies); \
	if [ -n "$$bad" ]; then echo "The core takes elementary functions from Elementary:"; \
	  echo "$$bad"; exit 1; fi

# Without fused multiply-add and wide vectors the C library takes other code; games are the same.
processors: build
	@play() { $(STATECRAFT) batch small-yard-2023 --runs 300 --seed 2023 | grep -o 'Digest.*'; }; \
	here=$$(play); there=$$(GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-AVX2 play); \
	echo "$$here"; [ "$$here" = "$$there" ] || { echo "On an older processor: $$there"; exit 1; }
	@for replay in Replays/golden/*.jsonl; do GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-AVX2 \
	  $(STATECRAFT) replay verify $$replay || exit 1; done

release: setup
	@Release/build.sh

release-check:
	@Release/check.sh

install:
	@folder=$$(ls -td .build/handout/statecraft-*/ 2>/dev/null | head -n 1); \
	[ -n "$$folder" ] || { echo "Build it first: make release" >&2; exit 1; }; \
	mkdir -p $(DESTDIR)$(PREFIX) && cp -r $$folder/bin $$folder/share $(DESTDIR)$(PREFIX)/ \
	  && echo "$(PREFIX)/bin/statecraft is installed."

bench: setup
	@$(SWIFT) build $(RELEASE)
	@for b in Benchmarks/*/; do name=$$(basename $$b | tr A-Z a-z); .build/release/$$name-benchmark || exit 1; done
	@.build/release/economy-benchmark methods
	@if command -v python3 >/dev/null; then python3 Benchmarks/Economy/fixed_point.py; \
	else echo "Python isn't installed: no comparison with NumPy."; fi
	@Benchmarks/Economy/instructions.sh
	@.build/release/game-benchmark reference
	@Benchmarks/Game/instructions.sh

clean:
	@rm -rf .build
