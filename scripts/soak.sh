#!/usr/bin/env bash
# The long runs: a hundred thousand random histories against the oracle, and kills during writes.
source "$(dirname "$0")/lib.sh"
need $packages_build
[ -e ui/dist/index.html ] || scripts/ui.sh
say "Random histories: ${PROPTEST_CASES:=100000}"
export PROPTEST_CASES
scripts/nextest.sh run --release -p aftercare-core --locked
say "Kills during writes: ${AFTERCARE_KILLS:=2000}"
export AFTERCARE_KILLS
scripts/nextest.sh run -p aftercare-tests --locked --no-tests pass -E 'test(kill)'
