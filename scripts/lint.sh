#!/usr/bin/env bash
# House rules that a machine can read: formatting, lints, unused parts, licences, and lists that must not drift.
source "$(dirname "$0")/lib.sh"
need $packages_build
scripts/ui.sh
say "Rust: formatting"
cargo fmt --all --check
say "Rust: lints"
cargo clippy --workspace --all-targets --locked -- -D warnings
say "Interface: lints and formatting"
(cd ui && npm run --silent lint)
if cargo deny --version >/dev/null 2>&1; then
    say "Licences, sources, bans"
    cargo deny --offline check bans licenses sources
else
    say "cargo-deny is not installed: src-tauri/NOTICES.md holds the licences, the rest of deny.toml is not checked here"
fi
