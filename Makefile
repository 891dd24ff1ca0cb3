# Each command sets up what it needs, once; `make help` lists them.
# TORCH= picks another torch, PYTHON= another interpreter:  make setup TORCH=torch==2.12.0 PYTHON=python3.12

VENV   ?= .venv
TORCH  ?= torch==2.13.0
PYTHON ?=
BIN    := $(VENV)/bin

# The environment is made anew when one of these changes, not when a checkout touches the files.
KEY    := $(shell { cat pyproject.toml constraints.txt; echo "$(TORCH)"; } | cksum | tr ' ' '-')
READY  := $(VENV)/.ready-$(KEY)
PIP    := $(BIN)/python -m pip -qq --disable-pip-version-check

# What students get has none of these: what works on them says so, before it sets anything up, and is not in the list.
PARTS  := solutions tests site/build.py .git
GONE   := $(filter-out $(wildcard $(PARTS)),$(PARTS))
# ... and needs no tools of contributors and CI, nor a cluster
WHOLE  := cluster,course,dev
EXTRAS := $(if $(wildcard tests),$(WHOLE),course)

.DEFAULT_GOAL := help
.PHONY: help setup grade test test-all release students parity mutants luck hostile bench bench-models bench-lectures lab clean slides test-slides contact-sheets export site
.SILENT:
.DELETE_ON_ERROR:

help: ## this list
	grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):(.*) ?## /\1|\2|/' | \
	    while IFS='|' read -r name needs text; do \
	        for part in $(GONE); do case " $$needs " in *" $$part "*) continue 2;; esac; done; \
	        printf '  make %-14s %s\n' "$$name" "$$text"; done

setup: $(READY) ## create .venv with everything that is needed (re-used afterwards)

$(READY):
	if [ ! -x $(BIN)/python ]; then \
	    for candidate in $(or $(PYTHON),python3 python3.13 python3.12 python3.11); do \
	        if $$candidate -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	        then found=$$candidate; break; fi; \
	    done; \
	    if [ -z "$$found" ]; then \
	        echo "setup: needs Python 3.11 or newer with venv (Debian, Ubuntu: apt-get install python3-venv);" \
	             "name one with PYTHON=" >&2; exit 1; fi; \
	    echo "setup: creating $(VENV) with $$found"; \
	    $$found -m venv $(VENV); \
	fi
	echo "setup: installing packages into $(VENV) (several minutes the first time)"
	grep -v '^torch==' constraints.txt > $(VENV)/constraints.txt
	$(PIP) install -c $(VENV)/constraints.txt setuptools
	$(PIP) install -c $(VENV)/constraints.txt "$(TORCH)"
	$(PIP) install -c $(VENV)/constraints.txt --no-build-isolation -e '.[$(EXTRAS)]'
	rm -f $(VENV)/.ready-*
	touch $@

$(PARTS):
	echo "make $(MAKECMDGOALS): $@ is missing here: it belongs to the whole course, not to what students get" >&2; exit 2

grade: tests solutions setup ## grade the demo class: table here, files in _build/grades
	# the demo class ships with the project and may be run without a sandbox where there is none; strangers' code may not
	$(BIN)/autograde grade tests/demo_class --source solutions/ps01_tensors --out _build/grades --jobs 2 --sandbox \
	    $$($(BIN)/python -c 'from autograde.sandbox.probe import walls_here; print("auto" if walls_here() else "none")')

test: tests solutions setup ## check style and types, run the tests, check that assignments match their sources
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet || { echo "test: run '$(BIN)/ruff format' on the files above" >&2; exit 1; }
	$(BIN)/mypy --no-error-summary
	$(BIN)/autograde release --check
	$(BIN)/python -m pytest -n 2 -q

test-all: export TEST_ALL = 1
test-all: tests test ## the same with every lecture given live and every assignment in depth, not only those that changed

release: solutions setup ## generate assignments/ from solutions/
	$(BIN)/autograde release

students: .git ## what students get, as a zip of the last commit without solutions and hidden tests: _build/course.zip
	mkdir -p _build/students
	git show HEAD:docs/students.md > _build/students/README.md
	git archive --format zip --prefix course/ --output _build/course.zip --add-file _build/students/README.md HEAD \
	    . ':!README.md' ':!CONTRIBUTING.md' ':!solutions' ':!tests' ':!site' ':!.ci' ':!.github'
	echo "_build/course.zip"

parity: tests setup ## grade all variants isolated, in the kernel and with plain nbgrader, and compare (NAME=ps03 for one)
	$(BIN)/python -W ignore -m tests.assignments.parity $(NAME)

mutants: tests setup ## which checks and which slips in the solutions no test sees (NAME=ps03 for one)
	$(BIN)/python -W ignore -m tests.assignments.checks $(NAME)
	$(BIN)/python -W ignore -m tests.assignments.mutants $(NAME)

luck: tests setup ## whether a grade depends on the drawn inputs: all variants with many seeds (NAME=ps03 for one)
	$(BIN)/python -m tests.assignments.luck $(NAME)

hostile: tests setup ## run the hostile submissions on ours, nbgrader and Otter; writes the table in docs/security.md (half an hour or more)
	$(BIN)/python -W ignore -m tests.hostile.compare

bench: tests setup ## how long grading takes, beside nbgrader in the same run, and what a call across the wall costs
	$(BIN)/python -W ignore -m tests.bench.grading
	$(BIN)/python -W ignore -m tests.bench.calls

bench-models: tests setup ## tokens per second and perplexity of the recurrent models, beside torch and the plain loop (minutes)
	$(BIN)/python -W ignore -m tests.bench.models

bench-lectures: tests setup ## wall time and peak memory of each lecture, and what its models reach beside the references
	$(BIN)/python -W ignore -m tests.bench.lectures $(NAME)

slides: setup ## present a lecture: make slides NAME=03_linear_regression (lists them without NAME)
	$(BIN)/d2lcourse slides $(NAME)

test-slides: tests setup ## give every lecture in a real browser, cell by cell (NAME=03 gives one); make test gives those that changed
	$(BIN)/python -W ignore -m tests.lectures.slides $(NAME)
	$(BIN)/python -W ignore -m tests.lectures.live $(NAME)

contact-sheets: tests setup ## all slides of each lecture on one picture, in _build/contact (NAME=03 for one)
	$(BIN)/python -W ignore -m tests.lectures.contact $(NAME)

lab: setup ## open JupyterLab
	# in a container there is often nobody but root, and only this machine is served
	$(BIN)/jupyter lab $$([ "$$(id -u)" -ne 0 ] || echo --allow-root)

export: setup ## slides as one HTML file and as PDF: make export NAME=03_linear_regression
	if [ -z "$(NAME)" ]; then echo "export: which lecture? make export NAME=03; there are" >&2; \
	    $(BIN)/d2lcourse slides >&2; exit 2; fi
	$(BIN)/d2lcourse export $(NAME) --pdf

site: site/build.py setup ## the course's web site, for any folder or web server: _build/site
	$(BIN)/python -W ignore site/build.py

clean: ## remove what was generated (not .venv)
	rm -rf _build build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis gradebook.db
	find . -path ./$(VENV) -prune -o \( -name __pycache__ -o -name .ipynb_checkpoints \) -type d -print0 | xargs -0 rm -rf
