# make demo    the environment, then the sample articles: accounts side by side
# make test    the environment, then style, types and every test, by two processes (WORKERS=0: by one)
# make bench   read the public benchmarks and write docs/benchmarks.md (needs their data beside the project)
# make bench-gate   fail where a figure is below its floor (FAST=--fast leaves the slow and the timed ones out)
# make pictures     draw the pictures of the page again (needs chromium)
# make pins    resolve the pinned requirements anew (needs pip-tools)

SHELL := /bin/bash
PYTHON ?= python3
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
DEMO := build/demo
COMPILE := pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.PHONY: demo test check bench bench-gate pictures pins clean

$(VENV)/run.stamp: requirements/run.txt pyproject.toml
	@echo "== Making the environment in $(VENV) (a few minutes the first time)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Rashomon needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "== Installing the pinned packages, each checked by its hash"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements/dev.txt
	@echo "== Installing the test tools"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(VENV)/run.stamp
	@rm -rf $(DEMO) && mkdir -p build
	@echo "== Reading the sample articles (written for this demo; the outlets and events are invented)"
	@$(BIN)/rashomon read rashomon/data/samples --ledger $(DEMO)
	@echo "== The events found, the most disputed first"
	@$(BIN)/rashomon events $(DEMO)
	@event=$$($(BIN)/rashomon events $(DEMO) --format csv | sed -n 2p | cut -d, -f1) && \
		echo "== The accounts of event $$event, side by side" && \
		$(BIN)/rashomon accounts $(DEMO) $$event
	@echo "== Go on with: $(BIN)/rashomon accounts $(DEMO) EVENT, $(BIN)/rashomon claims $(DEMO), $(BIN)/rashomon --help"

check: $(VENV)/dev.stamp
	@echo "== Style (ruff)"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "== Types (mypy, strict)"
	@$(BIN)/mypy

test: check
	@echo "== Tests (pytest)"
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile

bench: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks all
	$(BIN)/python -m benchmarks docs

bench-gate: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks gate $(FAST)

pictures: $(VENV)/dev.stamp
	RASHOMON_PICTURES=1 $(BIN)/python -m pytest tests/browser/test_pictures.py

pins:
	$(COMPILE) -o requirements/run.txt pyproject.toml requirements/build.in
	$(COMPILE) -o requirements/dev.txt requirements/dev.in
	$(COMPILE) -o requirements/training.txt requirements/training.in

clean:
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache
