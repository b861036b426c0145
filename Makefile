# Everything runs in .venv, which make builds itself; needs Python >= 3.11, git, make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NEWS := examples/us-pakistan/developments.jsonl
AS_OF := 2023-12-20 2024-06-30 2024-12-31

.PHONY: demo test check lint types layers bench clean

# Assess the nine shipped scenarios at three dates, with what moved each most.
demo: $(VENV)/.run
	@for day in $(AS_OF); do \
	  $(BIN)/scenarios assess --developments $(NEWS) --as-of $$day --movers 3 || exit; echo; \
	done

# Set up and run every test, with the coverage floors.
test: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 --cov --cov-report=
	$(BIN)/python -m coverage report --fail-under=95
	$(BIN)/python -m coverage report --fail-under=100 --include='src/scenarios/domain/*,src/scenarios/engine/*,src/scenarios/assessment/*'

# Exactly what CI runs: tests, lint, types and layers.
check: test lint types layers

# Style: ruff's every rule, and its formatter.
lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# Types: mypy strict on src, tests and benchmarks.
types: $(VENV)/.dev
	$(BIN)/mypy

# Layers: which room may import which.
layers: $(VENV)/.dev
	$(BIN)/lint-imports

# Measure speed against the peers, in one run (installs them first).
bench: $(VENV)/.bench
	$(BIN)/python benchmarks/run.py

# Remove the environment and every cache.
clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .coverage*

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "scenarios needs Python 3.11 or newer: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/.run: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@ $(VENV)/.run

$(VENV)/.bench: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable . --group bench
	touch $@
