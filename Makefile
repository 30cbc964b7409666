# SPDX-License-Identifier: GPL-2.0-or-later
# RegSO Atlas. `make help` lists what there is; every target does its own set-up.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# What the person at the keyboard had, before it is replaced below (for `make env` and `make link`).
export USER_PATH := $(PATH)
export USER_QGIS_CONFIG := $(QGIS_CUSTOM_CONFIG_PATH)
export USER_LOCALE := $(or $(LC_ALL),$(LC_CTYPE),$(LANG))

# An embedded Python takes its prefix from the first python3 on PATH: the virtual environment comes
# first, and no other Python (pyenv, conda) is there at all.
export PATH := $(CURDIR)/.venv/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin
unexport PYTHONHOME PYTHONPATH LANGUAGE
export PYTHONUNBUFFERED := 1
export LC_ALL := C.UTF-8
export QT_QPA_PLATFORM ?= offscreen
export XDG_RUNTIME_DIR ?= $(CURDIR)/.run
export QGIS_CUSTOM_CONFIG_PATH := $(CURDIR)/.qgis
export QGIS_PLUGINPATH := $(CURDIR)/.qgis/plugins

PY := .venv/bin/python
TOOLS := .tools/bin/python
PYTHON_FILES := __init__.py plugin scripts tests bench
SHELL_SCRIPTS := .ci/run $(wildcard scripts/*.sh)

.PHONY: help demo test run check format matrix package docs link env i18n screenshots maps styles setup system profile tools docs-tools oracles bench bench-quick bench-tools clean distclean

help: ## list the targets
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | sed 's/\$$\$$/$$/g' | expand -t 12

demo: setup ## the main job through qgis_process on the demo data: table, report, map picture
	$(PY) scripts/run_demo.py

test: setup oracles ## every test; T=path and ARGS=options narrow it: make test T=tests/core ARGS="-x -k border"
	bash scripts/run-tests.sh $(T) -- $(ARGS)

run: setup ## QGIS with the plugin and the demo project (needs a display)
	@bash scripts/run-qgis.sh

check: setup tools ## the static checks
	bash scripts/check.sh

format: setup ## let ruff put the code in order
	$(PY) -m ruff check --fix --exit-zero $(wildcard $(PYTHON_FILES))
	$(PY) -m ruff format $(wildcard $(PYTHON_FILES))

matrix: setup ## the tests on QGIS 3.44 LTR as well, in a chroot (needs root); T and ARGS as for test
	bash scripts/chroot-qgis.sh make
	bash scripts/chroot-qgis.sh test $(ARGS) $(or $(T),tests)

package: setup tools ## dist/regso_atlas-<version>.zip, checked as the plugin site does
	$(PY) scripts/package.py --tools $(TOOLS)

docs: docs-tools ## the manual in Swedish and English, in build/site; broken links fail
	.docs/bin/python scripts/build_docs.py

link: ## link this checkout into your own QGIS profile (PROFILE=default)
	@PROFILE="$(or $(PROFILE),default)" bash scripts/link.sh

env: ## print exports for scripts and shells: eval "$$(make -s env)"
	@$(MAKE) -s --no-print-directory setup >&2
	@bash scripts/print-env.sh

i18n: setup ## bring the translations up to date
	$(PY) scripts/translations.py

screenshots: setup maps ## the pictures of the manual, from the running program
	bash scripts/screenshots.sh
	bash scripts/tour.sh

maps: setup ## the maps of the manual with their legends, and how they are seen with each colour vision
	$(PY) scripts/make_map_pictures.py
	$(PY) scripts/make_colour_check.py

bench: setup bench-tools ## the benchmark at the country's size, hours; ARGS="--only measures", "--only lines --repeat 5"
	.bench/bin/python -m bench.run $(ARGS)

bench-quick: setup bench-tools ## the benchmark on small layers, minutes; ARGS as for bench
	.bench/bin/python -m bench.run --quick $(ARGS)

styles: setup ## resources/styles: the style files (QML) from the code
	$(PY) scripts/make_styles.py

# --- set-up: each step does nothing when there is nothing to do --------------------------------------

DEV_STAMP := .venv/.stamp-$(shell sha1sum <requirements-dev.txt | cut -c1-12)
TOOLS_STAMP := .tools/.stamp-$(shell sha1sum <requirements-tools.txt | cut -c1-12)
DOCS_STAMP := .docs/.stamp-$(shell sha1sum <requirements-docs.txt | cut -c1-12)
ORACLES_STAMP := .oracles/.stamp-$(shell sha1sum <requirements-oracles.txt | cut -c1-12)
BENCH_STAMP := .bench/.stamp-$(shell sha1sum <requirements-bench.txt | cut -c1-12)

setup: system $(DEV_STAMP) profile ## install what is missing: Debian packages, .venv, .qgis

system:
	@bash scripts/setup-system.sh

$(DEV_STAMP): requirements-dev.txt | system
	bash scripts/make-venv.sh .venv requirements-dev.txt --system-site-packages
	@touch $@

$(TOOLS_STAMP): requirements-tools.txt | system
	bash scripts/make-venv.sh .tools requirements-tools.txt
	@touch $@

tools: $(TOOLS_STAMP)

$(DOCS_STAMP): requirements-docs.txt | system
	bash scripts/make-venv.sh .docs requirements-docs.txt
	@touch $@

docs-tools: $(DOCS_STAMP)

$(ORACLES_STAMP): requirements-oracles.txt | system
	bash scripts/make-venv.sh .oracles requirements-oracles.txt
	@touch $@

# what the comparisons with other libraries need, unless the tests asked for are others
oracles: $(if $(filter tests tests/ tests/oracles%,$(or $(T:./%=%),tests)),$(ORACLES_STAMP))

$(BENCH_STAMP): requirements-bench.txt | system
	bash scripts/make-venv.sh .bench requirements-bench.txt
	@touch $@

# PostGIS takes part where Debian's package of it can be had; the measures are compared in .oracles
bench-tools: $(BENCH_STAMP) $(ORACLES_STAMP)
	@EXTRA_PKGS="postgresql-15 postgresql-15-postgis-3" bash scripts/setup-system.sh || echo "the benchmark runs without PostGIS"

profile: | system
	@install -d -m 700 .run
	@bash scripts/profile.sh .qgis

clean: ## remove what was made, but not .venv, .tools, .docs, .oracles and .bench
	rm -rf build dist .run .qgis .mypy_cache .ruff_cache .pytest_cache .qgis-settings .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -not -path './.tools/*' -not -path './.docs/*' -not -path './.oracles/*' -not -path './.bench/*' -prune -exec rm -rf {} +

distclean: clean ## remove everything that is not in git's hands
	rm -rf .venv .tools .docs .oracles .bench
