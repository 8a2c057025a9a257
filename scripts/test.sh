#!/usr/bin/env bash
# Everything that holds this program: interface, Rust, and the real window with a real notification and a real queue.
source "$(dirname "$0")/lib.sh"
need $packages_build $packages_run $packages_tour $packages_test
scripts/ui.sh

say "Interface: types, rules, tests"
(cd ui && npm run --silent check && npm run --silent test)

say "Rust: build"
cargo build --workspace --bins --tests --locked

say "The page in a browser, before a server that comes and goes"
(cd ui && npm run --silent test:server)

say "Rust: tests, and the real window"
scripts/nextest.sh run --workspace --locked

say "The tour, on a server with PostgreSQL"
AFTERCARE_TOUR_BRIEF=1 "$target/debug/tour" --server "$target/tour-on-a-server"

say "Rust: examples in the documentation"
cargo test --workspace --doc --locked --quiet
say "All tests passed"
