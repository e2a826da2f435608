# `make demo` and `make test` need Python 3.11 or newer, git and make; they set up the rest in .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
endif
READY := $(VENV)/.ready
PORT ?= 8000

# Two more than there are cores: many tests wait for git or for a browser.
WORKERS ?= $(shell $(PYTHON) -c "import os; print((os.cpu_count() or 1) + 2)")

# A file is for one worker, which makes what its tests share once; the longest begin.
FILES := --dist loadfile --no-loadscope-reorder

SHEET ?= build/review-sheet.csv

# What the tests and the demo start again and again is compiled once, whatever the machine says;
# what they never import is not (pip's --no-compile below), which halves the installation.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test lint check bench audit review-sheet review-read clean
.DEFAULT_GOAL := help

help:
	@echo "make demo    publish the examples into a registry under build/, build its site, serve it"
	@echo "make test    lint, types, layers, spelling, licences and all tests"
	@echo "make lint    the same without the tests"
	@echo "make check   the tests alone"
	@echo "make bench   speed and memory, as ratios"
	@echo "make audit   the demo's pages under the W3C's checker and Lighthouse; needs java, node, a Chromium"
	@echo "make review-sheet   the texts of the site as a sheet for a native editor, build/review-sheet.csv"
	@echo "make review-read SHEET=FILE   take what the editor wrote back into the catalogues"
	@echo "make clean   remove build/ and .venv/"

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --editable . --group dev
	@touch $@

demo: $(READY)
	$(BIN)/python -m examples.demo --port $(PORT) $(DEMO)

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/codespell
	$(BIN)/reuse lint --quiet || $(BIN)/reuse lint

check: $(READY)
	$(BIN)/python -m pytest -m "not bench" --ignore tests/benchmarks -n $(WORKERS) $(FILES) $(TESTS)

test: lint check

bench: $(READY)
	$(BIN)/python -m pytest -m bench -s -p no:xdist tests/benchmarks $(TESTS)

audit: $(READY)
	$(BIN)/python -m examples.demo --no-serve $(DEMO)
	$(BIN)/python -m tools.audit $(AUDIT) build/demo/site

review-sheet: $(READY)
	$(BIN)/python -m tools.review_sheet write $(SHEET)

review-read: $(READY)
	$(BIN)/python -m tools.review_sheet read $(SHEET)

clean:
	rm -rf build $(VENV)
