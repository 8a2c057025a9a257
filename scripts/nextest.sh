#!/usr/bin/env bash
# Runs the Rust tests with cargo-nextest, one process a test. Where it is missing it is built once into the target folder;
# where that fails (no network), plain `cargo test` runs the same tests. A PostgreSQL server of its own runs beside them.
source "$(dirname "$0")/lib.sh"
tools="$target/tools"
export PATH="$PWD/$tools/bin:$tools/bin:$PATH"
beside="$target/debug/with-postgres"
[ -x "$beside" ] || cargo build --workspace --bins --locked
if ! cargo nextest --version >/dev/null 2>&1; then
    say "cargo-nextest is missing: building it once"
    # Unoptimised, for a quick build: what it runs is what takes long.
    cargo install cargo-nextest --locked --debug --version 0.9.143 --root "$tools" || {
        say "cargo-nextest could not be built: plain cargo test instead"
        shift
        exec "$beside" cargo test "$@"
    }
fi
exec "$beside" cargo nextest "$@"
