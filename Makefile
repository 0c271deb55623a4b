# make demo  sets everything up in a fresh virtual environment and shows the briefing of the sample crisis
# make test  the tests · make check  lint, types, tests and floors · make bench  the scores
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: demo test check lint types bench bench-speed train docs clean

$(BIN)/recension: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) --constraint constraints.txt --editable .
	@touch $@

$(VENV)/dev: $(BIN)/recension constraints-dev.txt
	$(PIP) --constraint constraints.txt --requirement constraints-dev.txt
	@touch $@

demo: $(BIN)/recension
	$(BIN)/recension demo

test: $(VENV)/dev
	RECENSION_SHARED=$(SHARED) $(BIN)/python -m pytest -q

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/python docs/make.py --check

types: $(VENV)/dev
	$(BIN)/mypy

check: lint types test

bench: $(VENV)/dev
	$(BIN)/python bench/run.py --shared $(SHARED)

bench-speed: $(VENV)/dev
	$(BIN)/python bench/speed.py

# Makes the language pipeline again from scratch; see training/README.md.
train: $(VENV)/dev
	$(PIP) --requirement training/constraints.txt
	$(BIN)/python -m training.all --data $(SHARED)/data

docs: $(VENV)/dev
	$(BIN)/python docs/make.py

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .coverage
