# The commands of a checkout. `make` alone lists them.
# A fresh machine needs Python 3.11 or newer, git and make; the first target
# that needs more sets up .venv with everything pinned by hash.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
# The tests start the program some thousand times: it is compiled once, whatever is set outside.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
EXE := .exe
else
BIN := $(VENV)/bin
endif
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev

# The first Python that is new enough; name another with `make PYTHON=... status`.
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11 python py; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$each; break; }; \
	done)

.PHONY: help
help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

## Use

.PHONY: status
status: $(RUNTIME) ## show where the partnership stands, from records/
	@$(BIN)/sscp status

.PHONY: validate
validate: $(RUNTIME) ## check every record in records/
	@$(BIN)/sscp validate

## Work on the code

.PHONY: test
test: $(DEV) ## run the tests
	@$(BIN)/python -m pytest

.PHONY: dev
dev: $(DEV) ## set up .venv with the developers' tools

.PHONY: format
format: $(DEV) ## lay out the code
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format .

.PHONY: lint
lint: $(DEV) ## look for mistakes and untidy layout in the code
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

.PHONY: types
types: $(DEV) ## check the types, strictly
	@$(BIN)/mypy

.PHONY: contracts
contracts: $(DEV) ## check which room imports which
	@$(BIN)/lint-imports --no-logo

.PHONY: coverage
coverage: $(DEV) ## run the tests and say which lines and branches they miss
	@$(BIN)/coverage run -m pytest -q
	@$(BIN)/coverage report

.PHONY: golden
golden: $(DEV) ## renew the expected outputs; then read the difference
	@$(BIN)/python -m pytest -q --golden
	@git --no-pager diff --stat -- tests/golden

.PHONY: mutants
mutants: $(DEV) ## change the code on purpose; a test must fail (AT=sscp/timing)
	@$(BIN)/python tests/mutants.py $(AT)

.PHONY: docs
docs: $(DEV) ## write the reference pages and the README's help text from the code
	@$(BIN)/python -m docs.generator

.PHONY: docs-check
docs-check: $(DEV) ## fail when those pages are stale
	@$(BIN)/python -m docs.generator --check

.PHONY: check
check: lint types contracts docs-check ## all checks but the tests

.PHONY: bench
bench: $(DEV) ## measure the speed, as ratios in one run (ARGS="--large --peers")
	@$(BIN)/python -m bench.run $(ARGS)

.PHONY: build
build: $(DEV) ## build the wheel into dist/
	@rm -f dist/*.whl
	@$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

.PHONY: wheel-check
wheel-check: build ## install the wheel on its own and use it
	@$(BIN)/python .ci/check_wheel.py

.PHONY: pins
pins: $(DEV) ## choose the newest versions that pyproject.toml allows, with their hashes
	@$(BIN)/python requirements/pin.py

.PHONY: clean
clean: ## remove everything that the other commands made
	@rm -rf $(VENV) dist build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .bench \
		.hypothesis .coverage .mutants
	@find sscp docs bench tests -name __pycache__ -type d -prune -exec rm -rf {} +

## Setting up: each happens once, and again when its pins change

$(BIN)/python$(EXE):
	@test -n "$(PYTHON)" || { echo "sscp needs Python 3.11 or newer, and there is none on the path." >&2; exit 1; }
	@echo "Setting up $(VENV), once; this takes a minute." >&2
	@$(PYTHON) -m venv $(VENV) || { \
		echo "Python could not make a virtual environment; on Debian: apt install python3-venv." >&2; \
		rm -rf $(VENV); exit 1; }

$(RUNTIME): requirements/runtime.txt pyproject.toml | $(BIN)/python$(EXE)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r $<
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): requirements/dev.txt $(RUNTIME)
	@echo "Adding the developers' tools to $(VENV), once." >&2
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r $<
	@touch $@
