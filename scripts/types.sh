#!/usr/bin/env bash
# Writes the interface's types from the program's list of calls.
source "$(dirname "$0")/lib.sh"
AFTERCARE_BLESS=1 cargo test --locked --quiet -p aftercare-app --test sample the_interfaces_types_are_those_of_the_program
