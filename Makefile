# Everything runs in .venv, which make builds itself; needs Python >= 3.11, git, make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NEWS := examples/us-pakistan/developments.jsonl
AS_OF := 2023-12-20 2024-06-30 2024-12-31

# Programs that tests start are compiled once, whatever the shell says.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test check lint types layers lowest wheel readme gallery bench feeds performance reliability clean

# Assess the nine shipped scenarios at three dates, with what moved each most.
demo: $(VENV)/.run
	@for day in $(AS_OF); do \
	  $(BIN)/scenarios assess --developments $(NEWS) --as-of $$day --movers 3 || exit; echo; \
	done
	@echo "Why? $(BIN)/scenarios explain ct-cooperation --developments $(NEWS) --as-of 2024-12-31"

# Set up and run every test, with the coverage floors.
test: $(VENV)/.dev
	$(BIN)/python -m pytest -n 3 --cov --cov-report=
	$(BIN)/python -m coverage report --fail-under=95
	$(BIN)/python -m coverage report --fail-under=100 --include='src/scenarios/domain/*,src/scenarios/engine/*,src/scenarios/assessment/*,src/scenarios/journal/*'

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

# Tests of what calls libraries: nouns, files, formats, pictures, and commands over them.
TOUCHING := tests/domain tests/loading tests/report --ignore=tests/report/page/test_browser.py \
  $(addprefix tests/cli/test_,app.py assess.py coder.py commands.py explain.py export.py fetch.py \
  intake.py plot.py record.py schema.py triage.py validate.py whatif.py)

# The tests that touch a library once more, on the lowest versions promised.
lowest: $(VENV)-lowest/.dev
	$(VENV)-lowest/bin/python -m pytest -n 2 -q $(TOUCHING)
	$(VENV)-lowest/bin/python -m pytest -q tests/engine/test_oracle.py -k interval

# Build the wheel, install it alone, and assess the workspace that travels in it.
wheel: $(VENV)/.dev
	rm -rf build dist && $(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .
	$(PYTHON) -m venv --clear build/clean && build/clean/bin/python -m pip install --quiet dist/*.whl
	cd build && clean/bin/scenarios init desk >/dev/null && cd desk && \
	  ../clean/bin/scenarios assess --developments developments.yaml

# Run the console examples of the pages and write their outputs.
readme: $(VENV)/.dev
	$(BIN)/python docs/examples.py README.md docs/intake.md examples/what-if/README.md

# Draw the pictures of docs/gallery anew.
gallery: $(VENV)/.dev
	$(BIN)/python docs/gallery/make.py

# Measure speed against the peers, in one run (installs them first).
bench: $(VENV)/.bench
	$(BIN)/python benchmarks/run.py

# Read the feeds that a public parser tests itself with (fetches them first).
feeds: $(VENV)/.dev
	$(BIN)/python -m benchmarks.feeds

# Measure bulk runs against scan and peers, for an hour; write docs/performance.md.
performance: $(VENV)/.bench
	$(BIN)/python -m benchmarks.bulk --rows 1000000 10000000 50000000 --write

# Kill, starve and damage journals for half an hour; write docs/reliability.md.
reliability: $(VENV)/.dev
	$(BIN)/python -m benchmarks.reliability.run --write

# Remove the environment and every cache.
clean:
	rm -rf $(VENV) $(VENV)-lowest build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .coverage*

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

$(VENV)-lowest/.dev: pyproject.toml lowest.txt
	$(PYTHON) -m venv --clear $(VENV)-lowest
	$(VENV)-lowest/bin/python -m pip install --quiet --upgrade pip
	$(VENV)-lowest/bin/python -m pip install --quiet --editable . --group test --constraint lowest.txt
	touch $@

$(VENV)/.bench: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[parquet,xlsx,bulk,spark]' --group bench
	touch $@
