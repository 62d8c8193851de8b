#!/bin/bash
# Builds a configuration from downloaded packages, in turn with mmdebstrap unpacking and configuring the very same
# packages from a local repository, and prints the ratio of each pair of runs.
#
#   bench/build.sh [CONFIG [RUNS]]
#
# Needs root (mmdebstrap's fastest mode), and the Debian packages mmdebstrap, dpkg-dev and time.
set -euo pipefail

cd "$(dirname -- "$(readlink -f -- "$0")")/.."
config=$(readlink -f -- "${1:-examples/minimal/machine.conf}")
runs=${2:-3}
for tool in mmdebstrap dpkg-scanpackages; do
    command -v "$tool" >/dev/null || { echo "error: \`$tool\` is missing: apt-get install mmdebstrap dpkg-dev time" >&2; exit 2; }
done

work=$(mktemp -d "${TMPDIR:-/var/tmp}/jos-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
cp -R "$(dirname -- "$config")" "$work/config"
config=$work/config/$(basename -- "$config")

# Once without a clock: downloads the packages, makes the lock file and the tools view.
echo "preparing: downloading packages" >&2
./jos --root "$work/warm" build "$config" >/dev/null

# The repository holds exactly the packages of the lock file, and one without files for what jos stands for.
lock=$(dirname -- "$config")/jos.lock
mkdir "$work/repo"
names=$(awk '$1 == "package" { print $2 }' "$lock" | paste -sd,)
awk '$1 == "package" { print $9, $2 "_" $4 ".deb" }' "$lock" |
    while read -r digest name; do ln "$work/warm/cache/downloads/$digest" "$work/repo/$name"; done
mkdir -p "$work/provided/DEBIAN"
cat >"$work/provided/DEBIAN/control" <<'CONTROL'
Package: jos-provided
Version: 1
Architecture: all
Maintainer: jos
Provides: linux-initramfs-tool
Description: names that packages need and jos itself stands for
CONTROL
dpkg-deb --build "$work/provided" "$work/repo/jos-provided_all.deb" >/dev/null
names=$names,jos-provided
(cd "$work/repo" && dpkg-scanpackages -m . 2>/dev/null >Packages)

seconds() {
    # Wall and CPU seconds of a command.
    command time -f '%e %U %S %M' -o "$work/time" "$@" >"$work/log" 2>&1 || { tail -20 "$work/log" >&2; exit 1; }
    awk '{ printf "%.2f s wall, %.2f s CPU, %d MiB", $1, $2 + $3, $4 / 1024 }' "$work/time"
    awk '{ print $1 }' "$work/time" >"$work/wall"
}

# A root with what was downloaded, and nothing else: even the tools that jos runs have to be imported anew, while
# mmdebstrap finds its own installed. Nothing is deleted before the end: for a minute ext4 avoids numbers of inodes that were
# just given up, and searching for others would take a fifth of the time.
fresh() {
    root=$work/root-$1
    mkdir -p "$root/cache/tools"
    cp -al "$work/warm/cache/downloads" "$work/warm/cache/indices" "$root/cache"
    cp -a "$work"/warm/cache/tools/*.lock "$root/cache/tools"
    sync
}

# The limit: decompressing and hashing the same bytes on all processors, without a pause and without writing anything.
unpacked=$(for deb in "$work"/repo/*.deb; do dpkg-deb --fsys-tarfile "$deb"; done | wc -c)
command time -f '%U %S' -o "$work/time" \
    sh -c 'for deb in "$1"/*.deb; do dpkg-deb --fsys-tarfile "$deb" | sha256sum; done >/dev/null' limit "$work/repo"
limit=$(awk -v processors="$(nproc)" '{ print ($1 + $2) / processors }' "$work/time")

printf 'packages: %s, %s MiB of .deb\n' "$(ls "$work/repo" | grep -c deb$)" "$(du -sm "$work/repo" | cut -f1)"
for run in $(seq "$runs"); do
    fresh "$run"
    figures=$(seconds ./jos --root "$root" build "$config")
    printf 'run %d: jos build   %s\n' "$run" "$figures"
    jos=$(cat "$work/wall")
    awk -v run="$run" -v bytes="$unpacked" -v wall="$jos" -v limit="$limit" 'BEGIN {
        printf "run %d: %.0f MB unpacked at %.0f MB/s; decompression and SHA-256 alone: %.0f MB/s (%.1f s)\n",
            run, bytes / 1e6, bytes / 1e6 / wall, bytes / 1e6 / limit, limit }'
    sync
    figures=$(seconds mmdebstrap --mode=root --variant=custom --include="$names" --format=directory \
        --hook-dir=/usr/share/mmdebstrap/hooks/file-mirror-automount \
        '' "$work/chroot-$run" "deb [trusted=yes] file://$work/repo ./")
    printf 'run %d: mmdebstrap  %s\n' "$run" "$figures"
    awk -v run="$run" -v jos="$jos" -v peer="$(cat "$work/wall")" 'BEGIN { printf "run %d: jos / mmdebstrap = %.2f\n", run, jos / peer }'
done
