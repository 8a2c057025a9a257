#!/usr/bin/env bash
# The long runs: a hundred thousand random histories against the oracles, every change to a pack, two thousand kills during
# writes, and every fault of the computer on the release programs.
source "$(dirname "$0")/lib.sh"
need $packages_build
[ -e ui/dist/index.html ] || scripts/ui.sh
export NEXTEST_PROFILE=soak AFTERCARE_SOAK=1 AFTERCARE_KILLS="${AFTERCARE_KILLS:-2000}"
say "Random histories against the oracles"
PROPTEST_CASES="${PROPTEST_CASES:-20000}" scripts/nextest.sh run --release -p aftercare-core --locked
say "Every value of the packs changed in turn: an obligation must see it"
scripts/nextest.sh run -p aftercare-tests --locked -E 'binary(obligations)'
say "Kills during writes: $AFTERCARE_KILLS"
scripts/nextest.sh run -p aftercare-store --locked -E 'binary(kill)'
export AFTERCARE_FOUR_KILLS="${AFTERCARE_FOUR_KILLS:-1000}"
say "Four processes on one desk, killed $AFTERCARE_FOUR_KILLS times, on a file and on a server"
scripts/nextest.sh run -p aftercare-store --locked -E 'binary(four)'
say "Faults of the computer, on the release programs"
need $packages_run $packages_tour $packages_test
cargo build --release -p aftercare -p aftercare-cli --bins --locked
AFTERCARE_PROGRAMS="$(realpath "$target/release")" scripts/nextest.sh run -p aftercare-tests --locked -E 'binary(faults)'
