#!/bin/sh
# Measures how long short commands and rebuilding take: bench/start.sh [scratch directory [runs]]
# Wall time of the whole command, `./jos` script included; 15 runs after 2 that are not counted. The first build, which is not
# measured, downloads the packages of examples/minimal into the scratch directory. Works as root. `apt-cache` and `dpkg` are
# rough peers: programs of the same trade that start and answer, without doing the same.
set -eu
cd "$(dirname "$0")/.."
scratch=$(mkdir -p "${1:-${TMPDIR:-/tmp}/jos-bench-start}" && cd "${1:-${TMPDIR:-/tmp}/jos-bench-start}" && pwd)
runs=${2:-15}
machine=$scratch/machine
mkdir -p "$machine"
cp -R examples/minimal/. "$machine"

jos() { ./jos --root "$scratch/root" "$@"; }
another_option() {
    cp examples/minimal/machine.conf "$machine/machine.conf"
    # A text that no run had before, so that no run finds its system composed already.
    printf '\nenvironment.etc."bench-note".text = "%s"\n' "$(date +%s%N)" >> "$machine/machine.conf"
}
# measure LABEL PREPARE COMMAND…: the least and the median of the runs, in milliseconds.
measure() {
    label=$1
    prepare=$2
    shift 2
    : > "$scratch/times"
    run=-2
    while [ "$run" -lt "$runs" ]; do
        "$prepare"
        start=$(date +%s%N)
        "$@" > "$scratch/output" 2>&1 || { cat "$scratch/output" >&2; exit 1; }
        end=$(date +%s%N)
        [ "$run" -lt 0 ] || echo $(((end - start) / 1000000)) >> "$scratch/times"
        run=$((run + 1))
    done
    sort -n "$scratch/times" | awk -v label="$label" '{ t[NR] = $1 } END { printf "%7d %7d  %s\n", t[1], t[int((NR + 1) / 2)], label }'
}

echo "load average before: $(cut -d ' ' -f 1-3 /proc/loadavg), $(nproc) processors"
jos build "$machine/machine.conf" > "$scratch/first-build" 2>&1 || { cat "$scratch/first-build" >&2; exit 1; }
echo "    min  median  ms, $runs runs"
measure 'jos --version' : ./jos --version
measure 'jos generations list' : jos generations list
measure 'jos build, nothing changed' : jos build "$machine/machine.conf"
measure 'jos build, one option changed' another_option jos build "$machine/machine.conf"
if command -v dpkg > /dev/null; then measure 'rough peer: dpkg --version' : dpkg --version; fi
if command -v apt-cache > /dev/null; then measure 'rough peer: apt-cache policy' : apt-cache policy; fi
echo "load average after: $(cut -d ' ' -f 1-3 /proc/loadavg)"
