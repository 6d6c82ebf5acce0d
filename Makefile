# Two commands do it all: `make paper` and `make test`. Both set up what they need. `make quick` is a part of the tests.

PYTHON ?= python3
EDITION ?= eu-kazakhstan-2020-11
VENV := .venv
BIN := $(VENV)/bin
# all tests where CI is set, as in `CI=true make test`; elsewhere those that are not left to it
DESK := $(if $(CI),,-m "not ci")
# one more than there are processors: browsers and LibreOffice are waited for
WORKERS := $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
VALIDATOR := $(VENV)/node/node_modules/.bin/ooxml-validator
SNAKEMAKE := $(VENV)/engine/bin/snakemake

# what Python compiles is kept, whatever the shell says: the tests start the command more than a hundred times
export PYTHONDONTWRITEBYTECODE :=

.PHONY: paper test ready packages quick check bench fuzz lock clean

# the paper, in every format, into build/; without Pango all but the PDF, with the line that installs it
paper: $(VENV)/.paper
	@if PYTHON=$(BIN)/python sh .ci/packages paper; then $(BIN)/briefing build $(EDITION); \
	else $(BIN)/briefing build $(EDITION) --format docx,html,md,json; fi

test: ready
	OOXML_VALIDATOR=$(CURDIR)/$(VALIDATOR) $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(DESK)

# what the tests need, none of which waits for another but the validator for npm: make -j3 ready fetches it side by side
ready: $(VENV)/.test packages $(if $(CI),$(SNAKEMAKE))
	@$(MAKE) -s $(VALIDATOR)

packages: | $(VENV)/bin/python
	@PYTHON=$(BIN)/python sh .ci/packages test

# what can be run at each change: no browser, no LibreOffice, no PDFs or pictures, nothing that takes a sixth of a second
quick: $(VENV)/.test
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "not slow and not ci"

check: $(VENV)/.test
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/briefing fmt --check
	$(BIN)/briefing check

bench: $(VENV)/.test
	$(BIN)/python -m tests.benchmarks

# spoils data, prose and templates for some minutes: make fuzz MINUTES=30
fuzz: $(VENV)/.test
	$(BIN)/python -m tests.fuzz --minutes $(or $(MINUTES),5)

# after a change of the dependencies in pyproject.toml
lock: $(VENV)/.test
	$(BIN)/pip install -q uv
	$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-header pyproject.toml --all-extras --group checkout -o requirements.lock
	$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-header pyproject.toml --all-extras --group checkout --group dev -o requirements-dev.lock
	$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-header --group engine -o requirements-engine.lock

clean:
	rm -rf build $(VENV)

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.paper: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "installing into $(VENV) …"
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation --no-index --config-settings editable_mode=compat -e .
	@touch $@

$(VENV)/.test: $(VENV)/.paper requirements-dev.lock
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# the Open XML SDK, which Word itself rests on, as a program that needs nothing else; and axe, which judges pages
$(VALIDATOR): .ci/package-lock.json | $(VENV)/bin/python
	@mkdir -p $(VENV)/node && cp .ci/package.json .ci/package-lock.json $(VENV)/node/
	@cd $(VENV)/node && npm ci --silent --no-audit --no-fund && touch $(CURDIR)/$@

# the engine that builds on many machines (docs/many-machines.md), for its test in CI
$(SNAKEMAKE): requirements-engine.lock | $(VENV)/bin/python
	@$(BIN)/python -m venv $(VENV)/engine
	@$(VENV)/engine/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements-engine.lock
	@touch $@
