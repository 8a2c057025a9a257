#!/usr/bin/env bash
# Installs the Debian packages that `make run` and `make test` need, and nothing else.
source "$(dirname "$0")/lib.sh"
need $packages_build $packages_run $packages_tour $packages_test
