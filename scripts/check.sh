#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The static checks. All are run; the exit code says whether one failed. Called by `make check`.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
PY=.venv/bin/python TOOLS=.tools/bin/python
failed=()
check() {
  local name="$1"
  shift
  echo "== $name"
  "$@" </dev/null || failed+=("$name")
}

python_files=(__init__.py plugin scripts tests bench)
for index in "${!python_files[@]}"; do [ -e "${python_files[$index]}" ] || unset "python_files[$index]"; done
product_files=(plugin)
[ ! -e __init__.py ] || product_files+=(__init__.py)

check "ruff" "$PY" -m ruff check "${python_files[@]}"
check "ruff format" "$PY" -m ruff format --check "${python_files[@]}"
check "mypy, strict on core" "$PY" -m mypy plugin/core
check "mypy, the comparisons with other libraries" "$PY" -m mypy tests/oracles
check "import directions" "$PY" scripts/check_imports.py
check "flake8-qgis" "$PY" -m flake8 --select QGS1,QGS4 "${product_files[@]}"
check "names in PyQt6" env -u PYTHONPATH "$TOOLS" scripts/check_pyqt6_names.py "${product_files[@]}" ui
[ ! -e scripts/translations.py ] || check "translations" "$PY" scripts/translations.py --check
check "metadata and files" "$PY" scripts/package.py --check-only
# shellcheck disable=SC2016  # expanded by the inner shell
check "bash -n" bash -c 'for script; do bash -n "$script" || exit; done' scripts .ci/run scripts/*.sh
if command -v shellcheck >/dev/null; then check "shellcheck" shellcheck -x .ci/run scripts/*.sh; fi

echo
if [ "${#failed[@]}" -gt 0 ]; then
  printf 'FAILED: %s\n' "${failed[@]}"
  exit 1
fi
echo "all checks passed"
