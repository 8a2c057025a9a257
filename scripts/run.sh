#!/usr/bin/env bash
# From a clone to the window. Without a display: the tour on a virtual one.
#
# The dev profile is taken: its few hot crates (Typst, hashing, time zones) are optimised in it, so the window feels as
# in a release, and a cold build takes about half of a release's time.
source "$(dirname "$0")/lib.sh"
need $packages_build $packages_run
if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    tour=yes
    need $packages_tour
fi
scripts/ui.sh
say "Program"
cargo build --workspace --bins --locked
if [ -n "${tour:-}" ]; then
    say "No display here: the tour on a virtual one"
    exec "$target/debug/tour" "${AFTERCARE_TOUR:-out/tour}"
fi
exec "$target/debug/aftercare" "$@"
