#!/usr/bin/env bash
# Measures the desk of a million cases on both engines: `make bench`, one row by `make bench ROW=list_first_page`.
# The desks are kept in AFTERCARE_BENCH (about 31 GB) and made when they are not there; CASES=10000 takes a small one.
source "$(dirname "$0")/lib.sh"
if [ -z "${AFTERCARE_BENCH:-}" ]; then
    # The database server does not run as root and does not see root's home.
    if [ "$(id -u)" = 0 ]; then AFTERCARE_BENCH=/var/tmp/aftercare-bench; else AFTERCARE_BENCH="$HOME/.cache/aftercare-bench"; fi
fi
export AFTERCARE_BENCH ROW="${ROW:-}"
mkdir -p "$AFTERCARE_BENCH"
need $packages_build postgresql
cargo build --locked --release -p aftercare-tests --features bench --bin bench
exec "$target/release/bench"
