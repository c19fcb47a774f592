# make audit | test | review | lint | bench | fuzz. Everything lives in .venv; nothing else is touched.
PYTHON ?= python3
SECONDS ?= 60
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: audit test test-fast review lint bench fuzz clean
.DEFAULT_GOAL := help

help:
	@echo "make audit    audit the sample articles in corpora/ into out/"
	@echo "make review   open the review pages on those results"
	@echo "make test     run the test suite"
	@echo "make test-fast  its unit tests only, under a minute"
	@echo "make bench    measure quality against targets and baselines"
	@echo "make fuzz     try hostile inputs for SECONDS=60 on every reader and analyser"
	@echo "make lint     ruff, mypy, and the walls between the rooms"

$(READY): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name one with make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $(READY)

audit: $(READY)
	$(BIN)/python -m audit score corpora --out out

review: $(READY)
	@test -f out/articles.csv || $(BIN)/python -m audit score corpora --out out
	$(BIN)/python -m streamlit run app.py

test: $(READY)
	$(BIN)/python -m pytest

test-fast: $(READY)
	$(BIN)/python -m pytest -m "unit and not slow" --ignore tests/training

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/python -m audit bench

fuzz: $(READY)
	$(BIN)/python -m tests.fuzz.run --seconds $(SECONDS)

# What reviewers decided is nobody's to clean away: out/review.db stays, and what lies beside it.
clean:
	rm -rf $(VENV)
	@test ! -d out || find out -mindepth 1 -maxdepth 1 ! -name 'review.*' -exec rm -rf {} +
	@rmdir out 2>/dev/null || true
