# Two levels of install: the course itself, and what tests need on top of it.
PYTHON ?= python3
BIN := .venv/bin
# Three test processes on two cores, as some wait; more threads would only wait too.
ONE_THREAD := OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# The programs that tests start by the hundred are compiled once.
COMPILED := PYTHONDONTWRITEBYTECODE=

.DEFAULT_GOAL := help
.PHONY: help demo lab explore test check notebooks bench clean
.NOTPARALLEL:

help: ## print these verbs
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 16

demo: .venv/course ## grade a simulated class: student edition, grades, feedback, report
	$(BIN)/python -m grading demo

lab: .venv/course ## open the course in JupyterLab (build/student-edition)
	$(BIN)/python -m grading lab

explore: .venv/explore ## open the widgets as one app in the browser
	$(BIN)/python -m grading explore

test: .venv/test ## run all tests
	$(ONE_THREAD) $(COMPILED) $(BIN)/python -m pytest \
	  -n 3 --dist loadfile --no-loadscope-reorder

check: .venv/test ## lint, format, types, and student notebooks against their sources
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m grading notebooks --check

notebooks: .venv/course ## generate the notebooks from their sources
	$(BIN)/python -m grading notebooks

bench: .venv/test ## measure: one table a script in benchmarks/
	@for script in benchmarks/*.py; do \
	  echo "== $$script"; $(BIN)/python -P $$script || exit 1; \
	done

clean: ## remove what these verbs made, but not what was written in `make lab`
	rm -rf .venv build/demo build/screenshots *.egg-info

.venv/course: pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  2>/dev/null || \
	  { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 ..."; exit 1; }
	$(PYTHON) -m venv .venv
	$(PIP_INSTALL) -c requirements.lock -e ".[instructor]"
	@touch $@

.venv/explore: .venv/course
	$(PIP_INSTALL) -c requirements.lock -e ".[instructor,explore]"
	@touch $@

.venv/test: .venv/course
	$(PIP_INSTALL) -c requirements.lock -e ".[test]"
	@touch $@
