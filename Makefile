# What there is to do here. `make` alone lists it; each long step shows how far it is.

# Any Python from 3.8 on can do the set-up; it finds the 3.10 that Rasa needs by itself.
BOOT := $(shell for p in python3 python3.10 python3.11 python3.12 python3.13 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 8))' >/dev/null 2>&1 && echo $$p && break; done)
PYTHON := .venv/bin/python
PYTEST := $(PYTHON) -m pytest

.DEFAULT_GOAL := help
.PHONY: help run test check bench topics accuracy clean prepare test-library

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

run: prepare  ## set up what is missing and start Equipoise; prints one address
	@$(PYTHON) -m launch run

test: prepare  ## every test: the library alone on Python 3.11, then all of it on 3.10
	@library=0; $(MAKE) --no-print-directory test-library || library=1; \
	echo; echo "All of it, on Python 3.10:"; $(PYTEST) && exit $$library

test-library: prepare  ## the library's own tests on Python 3.11, without Rasa and Django
	@$(PYTHON) -m launch library
	@if [ -x .venv-library/bin/pytest ]; then .venv-library/bin/pytest -o pythonpath= tests/equipoise; fi

check: prepare  ## format, lint, types, the library's fast tests and those of the house, in about a minute
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m ruff check
	$(PYTHON) -m mypy
	@# Importing Rasa alone takes half a minute, so what needs it, and the page's tests, are left to `make test`.
	$(PYTEST) -q -m "not slow and not browser" tests/equipoise tests/test_architecture.py tests/test_documents.py tests/test_tidy.py

bench: prepare  ## how fast a turn is, and how much memory the servers take
	$(PYTHON) -m training.bench_turns

topics: prepare  ## how well topics are heard: cross-validation and held-out words
	$(PYTHON) -m training.topic_report

accuracy: prepare  ## how well both instruments hear held-out turns; ANNOMI=path adds that corpus
	$(PYTHON) -m training.coder_report $(if $(ANNOMI),--annomi "$(ANNOMI)")

clean:  ## remove environments, the trained model and caches; practice records in var/ stay
	rm -rf .venv .venv-library build *.egg-info var/models var/rasa-cache .rasa
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

prepare:
	@$(if $(BOOT),$(BOOT) -m launch prepare,echo "No Python was found. Get uv or Python 3.10 first." >&2; exit 1)
