# Two commands: `make` builds every brief in content/ into output/, `make test` runs the tests.
# Both set up .venv first, from the lock files, and do so again only when a lock changes.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
BRIEF  := $(BIN)/brief
PIP    := $(BIN)/python -m pip --disable-pip-version-check -qq
UV     := uv==0.13.9

MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

escape = LC_ALL=C sort | sed 's/[ \#:]/\\&/g'
# In a brief's folder the folders count too: their dates change when files come and go.
files  = $(shell find $(1) -name __pycache__ -prune -o -type f -not -name '.*' -print 2>/dev/null | $(escape))
inputs = $(shell find $(1) -not -name '.*' 2>/dev/null | $(escape))

slugs  := $(patsubst content/%/brief.yaml,%,$(wildcard content/*/brief.yaml))
shared := $(wildcard house.yaml _brand.yml) $(call files,reports templates)
words  := all help setup check lint test accept schema docs fuzz bench clean lock wheel

.PHONY: $(words)

all: $(foreach slug,$(slugs),output/$(slug)/$(slug).pdf)  ## Build every brief in content/ into output/ (the default)

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@for slug in $(slugs); do printf '  make %s\n' "$$slug"; done

# One brief, three files, one command. Only what a brief is made of makes it again.
define brief
output/$(1)/$(1).pdf output/$(1)/$(1).docx output/$(1)/$(1).html &: $$(call inputs,content/$(1)) $$(shared) $$(VENV)/.runtime
	@$$(BRIEF) build $(1)
$(if $(filter $(1),$(words)),,.PHONY: $(1)
$(1): output/$(1)/$(1).pdf)
endef
$(foreach slug,$(slugs),$(eval $(call brief,$(slug))))

setup: $(VENV)/.dev  ## Set up .venv with everything for building and testing

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@echo "Setting up $(VENV) (once; some 70 packages)"
	@$(PYTHON) -m venv $(VENV)

# The stamps know the locks. Nothing but what a lock names is installed: no dependency is resolved here.
$(VENV)/.runtime: requirements/runtime.lock pyproject.toml | $(BIN)/python
	@$(PIP) install --no-deps -r requirements/runtime.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.runtime
	@$(PIP) install --no-deps -r requirements/dev.lock
	@touch $@

check: $(VENV)/.runtime  ## Look for faults in every brief
	@$(BRIEF) check

test: $(VENV)/.dev  ## Run all tests
	@$(BIN)/python -m pytest

lint: $(VENV)/.dev  ## Style, format, types, and which room may import which
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest tests/test_rooms.py

accept: $(VENV)/.dev  ## Take what is built now as the golden documents of the tests
	@BRIEF_ACCEPT=1 $(BIN)/python -m pytest tests/golden

schema: $(VENV)/.runtime  ## Write the JSON Schemas that editors use
	@mkdir -p schema
	@for kind in brief house; do $(BRIEF) schema $$kind > schema/.new && mv schema/.new schema/$$kind.schema.json; done

docs: $(VENV)/.runtime  ## Write the pages of docs/ that come from the code
	@$(BIN)/python docs/generate.py

fuzz: $(VENV)/.dev  ## Fuzz each reader for TIME seconds (60), with atheris where it has a wheel
	@$(PIP) install --no-deps --only-binary=:all: -r requirements/fuzz.lock 2> /dev/null || true
	@FUZZ_SEED=$(SEED) $(BIN)/python -m tests.fuzz $(or $(TIME),60)
	@BRIEF_EXAMPLES=$$((2 * $(or $(TIME),60))) $(BIN)/python -m pytest -q -o faulthandler_timeout=0 tests/hostile/test_whole.py

bench: $(VENV)/.dev  ## Measure, and write the tables of figures (some 15 minutes)
	@$(BIN)/python bench/peers.py
	@$(BIN)/python bench/engine.py
	@$(BIN)/python bench/preview.py

wheel: $(VENV)/.runtime  ## Build the wheel into dist/
	@$(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .

lock: $(BIN)/python  ## Pin all dependencies anew after a change in pyproject.toml
	@$(PYTHON) -m venv .venv-lock && .venv-lock/bin/python -m pip --quiet install $(UV)
	@.venv-lock/bin/uv pip compile pyproject.toml --group build --universal --python-version 3.11 \
	    --quiet --no-header --no-emit-index-url --output-file requirements/runtime.lock
	@.venv-lock/bin/uv pip compile pyproject.toml --group dev --constraint requirements/runtime.lock --universal --python-version 3.11 \
	    --quiet --no-header --no-emit-index-url --output-file requirements/dev.lock
	@rm -rf .venv-lock

clean:  ## Remove everything that was built, and .venv
	@rm -rf output build dist $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
