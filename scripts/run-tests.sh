#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Run the tests: those of the plugin beside QGIS (.venv), then the comparisons with other libraries (.oracles).
#   run-tests.sh [PATH...] [-- OPTION OF pytest...]
# Paths inside tests/oracles belong to the second run, all others to the first; without a path both are run.
# A run in which the options select no test is no failure, as long as the other one found some.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
NO_TESTS=5
others=() oracles=()
while [ $# -gt 0 ] && [ "$1" != "--" ]; do
  case "${1#./}" in
    tests | tests/) others+=(tests) oracles+=(tests/oracles) ;;
    tests/oracles*) oracles+=("$1") ;;
    *) others+=("$1") ;;
  esac
  shift
done
[ $# -eq 0 ] || shift
if [ ${#others[@]} -eq 0 ] && [ ${#oracles[@]} -eq 0 ]; then
  others=(tests) oracles=(tests/oracles)
fi

found=0
run() {
  "$@"
  local code=$?
  if [ "$code" -eq 0 ]; then
    found=1
  elif [ "$code" -ne "$NO_TESTS" ]; then
    exit "$code"
  fi
}
[ ${#others[@]} -eq 0 ] || run .venv/bin/python -m pytest "$@" "${others[@]}"
[ ${#oracles[@]} -eq 0 ] || run .oracles/bin/python -m pytest "$@" "${oracles[@]}"
[ "$found" -eq 1 ] || exit "$NO_TESTS"
