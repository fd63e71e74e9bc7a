# Everything a person needs from a fresh clone: Python >= 3.11 with venv, make, and the package registries.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
ARGS ?=
FUZZ := build/fuzz-venv
FUZZ_STAMP := $(FUZZ)/.ready
MINUTES ?= 20

.PHONY: help setup demo test fuzz lint bench docs lock clean

help:
	@echo "make demo    crawl the replica site, build the archive, open it at http://127.0.0.1:8001"
	@echo "             (ARGS=--no-serve ends after the summary, ARGS='--pages 507' is the whole thing)"
	@echo "make test    all tests, real browser and servers included"
	@echo "make fuzz    hostile pages, dates and WARC records, MINUTES=20 for each (tests/fuzz/README.md)"
	@echo "make setup   the baogao command in $(BIN)"
	@echo "make lint    ruff and mypy;  make bench  ratios against bare Scrapy and raw SQLite;  make lock  new lock file"

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "baogao needs Python 3.11 or newer; say which with: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(STAMP)
	$(BIN)/baogao demo $(ARGS)

test: $(STAMP)
	sh tests/system-parts.sh
ifeq ($(strip $(ARGS)),)
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --ignore tests/test_guarantees.py
	$(BIN)/python -m pytest tests/test_guarantees.py  # last: it compares what all others leave
else
	$(BIN)/python -m pytest $(ARGS)
endif

fuzz: $(FUZZ_STAMP)
	$(FUZZ)/bin/python -m tests.fuzz --minutes $(MINUTES) $(ARGS)

$(FUZZ_STAMP): $(STAMP) tests/fuzz/requirements.lock
	@test -x $(FUZZ)/bin/python || $(BIN)/python -m venv $(FUZZ)
	$(FUZZ)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
	  -r requirements.lock -r tests/fuzz/requirements.lock
	$(FUZZ)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(STAMP)
	$(BIN)/python -m bench $(ARGS)

docs: $(STAMP)
	$(BIN)/python docs/generate.py

LOCKED := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --custom-compile-command "make lock"

lock: $(STAMP)
	$(LOCKED) --extra dev pyproject.toml --output-file requirements.lock $(ARGS)
	$(LOCKED) tests/outside/requirements.in --output-file tests/outside/requirements.lock $(ARGS)
	$(LOCKED) tests/fuzz/requirements.in --output-file tests/fuzz/requirements.lock $(ARGS)

clean:
	rm -rf $(VENV) build dist
