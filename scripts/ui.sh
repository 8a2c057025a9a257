#!/usr/bin/env bash
# Builds the interface into ui/dist, which the program carries.
source "$(dirname "$0")/lib.sh"
need_tools
npm_packages
say "Interface"
(cd ui && npm run --silent build)
