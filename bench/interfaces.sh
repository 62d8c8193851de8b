#!/bin/bash
# Measures the interface layer: bench/interfaces.sh [scratch directory [runs]]
# A desktop with office and graphics programs, about 760 packages, is built once, which downloads 700 MB and is not measured. Then,
# of its ELF files and packages: reading and binding in one process, beside readelf and nm on the same files; whole commands;
# and replacing liblzma5 by bookworm's, downloaded before, beside a build of nothing new. Needs binutils, time, and 5 GB.
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=$(mkdir -p "${1:-${TMPDIR:-/tmp}/jos-bench-interfaces}" && cd "${1:-${TMPDIR:-/tmp}/jos-bench-interfaces}" && pwd)
runs=${2:-7}
for tool in readelf nm; do
    command -v "$tool" > /dev/null || { echo "error: \`$tool\` is missing: apt-get install binutils time" >&2; exit 2; }
done
. bench/java.sh
machine=$scratch/machine
rm -rf "$machine"
cp -R examples/desktop "$machine"

jos() { ./jos --root "$scratch/root" "$@"; }
# configure NOTE [LINE]: the machine with a text that no run had before, so that its system is not found composed already.
configure() {
    sed 's/^packages.install = .*/packages.install = [mousepad, libreoffice, gimp, inkscape, vlc, evince]/' \
        examples/desktop/machine.conf > "$machine/machine.conf"
    printf '\nenvironment.etc."bench-note".text = "%s"\n%s\n' "$1" "${2:-}" >> "$machine/machine.conf"
}
quietly() { "$@" > "$scratch/output" 2>&1 || { tail -n 20 "$scratch/output" >&2; exit 1; }; }
# timed COMMAND…: wall and CPU milliseconds and peak memory in MB, added to the times.
timed() {
    command time -o "$scratch/time" -f '%e %U %S %M' "$@" > "$scratch/output" 2>&1 || { tail -n 20 "$scratch/output" >&2; exit 1; }
    awk '{ printf "%d %d %d\n", $1 * 1000, ($2 + $3) * 1000, $4 / 1024 }' "$scratch/time" >> "$scratch/times"
}
# The medians of the times, each figure for itself.
report() {
    for column in 1 2 3; do
        cut -d ' ' -f "$column" "$scratch/times" | sort -n | awk '{ v[NR] = $1 } END { printf "%7d ", v[int((NR + 1) / 2)] }'
    done
    echo " $1"
    rm "$scratch/times"
}
measure() {
    label=$1
    shift
    quietly "$@"
    for _ in $(seq "$runs"); do timed "$@"; done
    report "$label"
}
stored() { du -sb "$scratch/root/$1" | cut -f 1; }

echo "load average before: $(cut -d ' ' -f 1-3 /proc/loadavg), $(nproc) processors"
configure stock
quietly jos build "$machine"
# Once more, without what an earlier run of this left behind: then only the layer of these packages is kept.
configure again
rm -rf "$scratch/root/cache/layers" "$scratch/root/cache/built"
quietly jos build "$machine"
# What a machine knows that was built and never had another liblzma5.
known='layers built triggers'
rm -rf "$scratch/known"
mkdir "$scratch/known"
for each in $known; do cp -R "$scratch/root/cache/$each" "$scratch/known/$each"; done
lock=$machine/jos.lock
echo '  first    best  ms, in one process'
java_of_packages -Xmx400m dev.jos.packages.bench.InterfaceBenchmark "$scratch/root" "$lock" "$scratch/files"

echo '   wall     CPU      MB  medians of whole commands'
measure 'peer: readelf -W --dyn-syms -d -V of the same files' xargs -a "$scratch/files" readelf -W --dyn-syms -d -V
measure 'peer: nm -D of the same files' xargs -a "$scratch/files" nm -D
for library in liblzma5 libc6 libgtk-3-0t64; do
    measure "jos interface impact $library" ./jos --root "$scratch/root" interface impact "$library"
done
measure 'jos build, nothing changed' ./jos --root "$scratch/root" build "$machine"

override='packages.override.liblzma5.suite = bookworm'
configure first "$override"
quietly jos build "$machine" --dry-run
cp "$lock" "$scratch/stock.lock"
for _ in $(seq "$runs"); do
    note=$(date +%s%N)
    configure "$note"
    cp "$scratch/stock.lock" "$lock"
    for each in $known; do
        rm -rf "$scratch/root/cache/$each"
        cp -R "$scratch/known/$each" "$scratch/root/cache/$each"
    done
    quietly jos build "$machine"
    configure "$note" "$override"
    store=$(stored store)
    systems=$(stored systems)
    timed ./jos --root "$scratch/root" build "$machine"
    grown="$((($(stored store) - store) / 1000)) kB in the store, $((($(stored systems) - systems) / 1000)) kB for the image of its view"
done
grep rebound "$scratch/output"
report "jos build, liblzma5 rebound; $grown"

# What Guix says of the same question, if it is here.
if command -v guix > /dev/null; then
    for package in xz openssl zlib; do echo "guix refresh -l $package: $(guix refresh -l "$package" | head -n 1)"; done
fi
echo "load average after: $(cut -d ' ' -f 1-3 /proc/loadavg)"
