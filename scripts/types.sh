#!/usr/bin/env bash
# Writes the interface's types from the program's list of calls, and from its packs their reference page and schemas.
source "$(dirname "$0")/lib.sh"
AFTERCARE_BLESS=1 cargo test --locked --quiet --workspace --test sample are_those_of_the_program
