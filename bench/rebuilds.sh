#!/bin/sh
# Records what a change of each of the 100 most depended-upon libraries would rebuild: bench/rebuilds.sh [scratch directory]
# Writes the table of docs/explanation/rebuilds.md anew. Downloads the lists of trixie, trixie-security and bookworm with
# trixie's list of sources, and these libraries of all three: 200 MB.
set -eu
cd "$(dirname "$0")/.."
scratch=$(mkdir -p "${1:-${TMPDIR:-/tmp}/jos-bench-rebuilds}" && cd "${1:-${TMPDIR:-/tmp}/jos-bench-rebuilds}" && pwd)
. bench/java.sh
page=docs/explanation/rebuilds.md
java_of_packages -Xmx2g dev.jos.packages.bench.RebuildRecord "$scratch/root" > "$scratch/table"
sed '/^<!-- The rest is written by/q' "$page" > "$scratch/page"
{ cat "$scratch/page"; echo; cat "$scratch/table"; } > "$page"
