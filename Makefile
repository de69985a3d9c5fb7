# Each target sets up what it needs: a .venv with locked, hash-checked dependencies.
PYTHON ?= python3
PORT ?= 8081
BIN := .venv/bin
RUN := .venv/.run
DEV := .venv/.dev
PIP := $(BIN)/pip --disable-pip-version-check --quiet install --require-hashes

.DEFAULT_GOAL := help
.PHONY: help try run test lint check browser bench words lock

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

try: $(RUN) ## chat with the bot in the browser: no token, nothing to install (PORT=8081)
	@$(BIN)/python -m bot try --port $(PORT)

run: $(RUN) ## answer people (BOT_TOKEN and the rest from the environment or .env)
	@$(BIN)/python -m bot run

test: $(DEV) ## the tests (COVER=--cov for branch coverage)
	@$(BIN)/python -m pytest -m "not browser" -n auto $(COVER)

lint: $(DEV) ## format, lint, types, contracts of imports, content, words
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m bot check-content
	$(BIN)/python -m locales.words --check

check: lint ## lint, and the tests with branch coverage
	@$(MAKE) --no-print-directory test COVER="--cov --cov-report=term"

browser: $(DEV) ## the first path in Debian's chromium, with the pictures of the docs
	$(BIN)/python -m pytest -m browser tests/browser

bench: $(DEV) ## every benchmark; each prints its figures and goals
	@for file in benchmarks/[a-z]*.py; do $(BIN)/python -m benchmarks.$$(basename $$file .py) || exit 1; done

words: $(DEV) ## take new sentences from the code into locales/
	$(BIN)/python -m locales.words

lock: ## lock the dependencies anew (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements/run.lock
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements/dev.lock

$(BIN)/python:
	$(PYTHON) -m venv .venv

$(RUN): requirements/run.lock | $(BIN)/python
	$(PIP) -r requirements/run.lock
	@touch $@

$(DEV): requirements/dev.lock requirements/run.lock | $(BIN)/python
	$(PIP) -r requirements/dev.lock
	@touch $(RUN) $@
