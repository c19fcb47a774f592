# make audit | test | review | lint | bench | fuzz. Everything lives in .venv; nothing else is touched.
# make REQUIREMENTS=requirements.lock … installs the very files that the lock names by hash: on Linux, x86-64,
# Python 3.11, with the file of torch that needs no GPU (its folder or index in PIP_FIND_LINKS or PIP_INDEX_URL).
PYTHON ?= python3
SECONDS ?= 60
VENV := .venv
BIN := $(VENV)/bin
REQUIREMENTS ?= requirements.txt
TOOLS := .venv-tools
READY := $(VENV)/.ready

.PHONY: audit test test-fast review lint bench fuzz clean lock wheel advisories
.DEFAULT_GOAL := help

help:
	@echo "make audit    audit the sample articles in corpora/ into out/"
	@echo "make review   open the review pages on those results"
	@echo "make test     run the test suite"
	@echo "make test-fast  its unit tests only, under a minute"
	@echo "make bench    measure quality against targets and baselines"
	@echo "make fuzz     try hostile inputs for SECONDS=60 on every reader and analyser"
	@echo "make lint     ruff, mypy, and the walls between the rooms"
	@echo "make wheel    a wheel in dist/, and beside it what it stands on (CycloneDX)"
	@echo "make lock     requirements.lock anew: every package, its version and hashes"
	@echo "make advisories  known weaknesses of what the lock names, by pip-audit"

$(READY): $(REQUIREMENTS)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name one with make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r $(REQUIREMENTS)
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

# Tools of releases, which nothing else needs, stand in an environment of their own.
$(TOOLS)/.ready:
	$(PYTHON) -m venv $(TOOLS)
	$(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check \
	  uv==0.13.9 pip-audit==2.10.1 cyclonedx-bom==7.5.0
	@touch $@

lock: $(TOOLS)/.ready
	echo torch==2.13.0+cpu > $(TOOLS)/constraints.txt
	$(TOOLS)/bin/uv pip compile requirements.txt --constraint $(TOOLS)/constraints.txt \
	  $(addprefix --find-links ,$(PIP_FIND_LINKS)) --quiet --generate-hashes --no-header --no-annotate \
	  --python-version 3.11 --python-platform x86_64-manylinux_2_28 --output-file requirements.lock

# Fails where the database of advisories cannot be asked.
advisories: $(TOOLS)/.ready
	$(TOOLS)/bin/pip-audit --strict --disable-pip --require-hashes --requirement requirements.lock

wheel: $(TOOLS)/.ready
	rm -rf dist .venv-wheel
	$(TOOLS)/bin/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	$(PYTHON) -m venv .venv-wheel
	.venv-wheel/bin/python -m pip install --quiet --disable-pip-version-check dist/*.whl
	.venv-wheel/bin/python -m pip uninstall --quiet --yes pip setuptools
	for whl in dist/*.whl; do $(TOOLS)/bin/cyclonedx-py environment .venv-wheel --pyproject pyproject.toml \
	  --output-reproducible --output-file "$${whl%.whl}.cdx.json"; done
	rm -rf .venv-wheel

# What reviewers decided is nobody's to clean away: out/review.db stays, and what lies beside it.
clean:
	rm -rf $(VENV) $(TOOLS) dist
	@test ! -d out || find out -mindepth 1 -maxdepth 1 ! -name 'review.*' -exec rm -rf {} +
	@rmdir out 2>/dev/null || true
