#!/usr/bin/env bash
# Writes the interface's types from the program's one list of calls.
set -euo pipefail
cd "$(dirname "$0")/.."
made="$(mktemp)"
trap 'rm -f "$made"' EXIT
cargo run --quiet -p aftercare-cli --bin aftercarectl -- api types > "$made"
cat "$made" > ui/src/data/api.gen.ts
