# The two commands most people need: `make run` and `make test`. `make help` lists the rest.

SHELL := /bin/bash
SWIFT ?= swift
RUNS ?= 1000
SEED ?= 2023
STATECRAFT = .build/release/statecraft

.PHONY: help run test setup build lint walls bench clean

help:
	@echo 'make run     set up, build, and play $(RUNS) games of the flagship (RUNS=..., SEED=...)'
	@echo 'make test    set up, build with walls enforced, lint, and run every test'
	@echo 'make setup   install or name the Debian packages that are missing'
	@echo 'make build   build the release program'
	@echo 'make lint    check the format of all Swift files'
	@echo 'make bench   measure and print tables'

run: build
	@$(STATECRAFT) batch small-yard-2023 --runs $(RUNS) --seed $(SEED)

test: setup lint walls
	@$(SWIFT) build --build-tests --explicit-target-dependency-import-check error
	@$(SWIFT) test --skip-build

setup:
	@./setup.sh

build: setup
	@$(SWIFT) build -c release --product statecraft 2>&1 | tail -n 3; exit $${PIPESTATUS[0]}

lint:
	@$(SWIFT) format lint --strict --recursive Package.swift Sources Agents Tests Benchmarks

# What a target may import is checked by the build in `test`; this checks what it may not.
walls:
	@bad=$$(grep -rnE 'import (Foundation|Dispatch|Synchronization)' Sources/StatecraftCore \
	  Sources/StatecraftEconomy Sources/StatecraftRules Agents/Policies); \
	if [ -n "$$bad" ]; then \
	  echo "The core imports neither Foundation nor Dispatch:"; echo "$$bad"; exit 1; fi
	@for target in Sources/StatecraftCore Sources/StatecraftEconomy Sources/StatecraftRules \
	  Agents/Policies; do \
	  files=$$(grep -rlE 'import (Glibc|Musl|Darwin)' $$target | wc -l); \
	  if [ $$files -gt 1 ]; then echo "$$target calls libm in $$files files: keep to one."; exit 1; fi; \
	done

bench: setup
	@$(SWIFT) build -c release
	@for b in Benchmarks/*/; do name=$$(basename $$b | tr A-Z a-z); .build/release/$$name-benchmark || exit 1; done
	@.build/release/economy-benchmark methods
	@if command -v python3 >/dev/null; then python3 Benchmarks/Economy/fixed_point.py; \
	else echo "Python isn't installed: no comparison with NumPy."; fi
	@Benchmarks/Economy/instructions.sh

clean:
	@rm -rf .build
