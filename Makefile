# make demo | test | check | assure. Everything is set up on the way; only Python and make are needed.
PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
# Another series than the one that is pinned: make test DJANGO=6.1
DJANGO ?=
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test check assure messages clean

demo: .venv/site.stamp
	DEBUG=1 $(BIN)/python manage.py demo --host $(HOST) --port $(PORT)

test: .venv/dev.stamp
	$(BIN)/python -m tests.run

check: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	git ls-files '*.html' | xargs $(BIN)/djade --check --target-version 5.2
	DEBUG=1 $(BIN)/mypy
	DEBUG=1 $(BIN)/python manage.py check --database default
	DEBUG=1 $(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/pip-audit --requirement constraints.txt --no-deps --disable-pip

assure: .venv/dev.stamp
	$(BIN)/python -m tests.assure.followers
	$(BIN)/python -m tests.assure.exports
	$(BIN)/python -m tests.assure.money

messages: .venv/dev.stamp
	for app in authors tips authorsite; do $(BIN)/python -m tests.messages $$app; done

clean:
	rm -rf .venv var

.venv/bin/python:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

.venv/site.stamp: pyproject.toml constraints.txt $(wildcard */locale/*/LC_MESSAGES/*.po) | .venv/bin/python
	$(INSTALL) --editable ".[site]"
	mkdir -p var
	touch $@

.venv/dev.stamp: .venv/site.stamp
	$(INSTALL) --group dev
	$(if $(DJANGO),$(BIN)/python -m pip install --quiet "Django==$(DJANGO).*")
	touch $@
