# Words that people try first. Each is a line or two; what they do stands in scripts/.
.PHONY: run test lint soak bench ui types notices setup

run: ; @scripts/run.sh
test: ; @scripts/test.sh
lint: ; @scripts/lint.sh
soak: ; @scripts/soak.sh
bench: ; @ROW=$(ROW) scripts/bench.sh
ui: ; @scripts/ui.sh

# Writes what is generated: the interface's types and the papers on packs; the list of third-party parts.
types: ; @scripts/types.sh
notices: ; cargo run --locked --quiet -p aftercare-tests --bin notices

# Only the Debian packages that run and test need.
setup: ; @scripts/setup.sh
