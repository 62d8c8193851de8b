#!/bin/sh
# Measures how long configurations take to evaluate, beside Guix: bench/evaluate.sh [scratch directory [runs]]
# `jos …` is the whole command, the `./jos` script included: 15 runs after 2 that are not counted, from files in the page cache.
# The peer evaluates the template of a desktop that comes with Guix to a derivation; nothing is downloaded or built. It needs
# `guix`, and root to start its daemon unless one runs; without it only jos is measured.
set -eu
cd "$(dirname "$0")/.."
scratch=$(mkdir -p "${1:-${TMPDIR:-/tmp}/jos-bench-evaluate}" && cd "${1:-${TMPDIR:-/tmp}/jos-bench-evaluate}" && pwd)
runs=${2:-15}
JAVA_HOME=$(./jos --print-jdk)
export JAVA_HOME

# median WARM-UP RUNS COMMAND…: the least and the median of the runs, in milliseconds.
median() {
    run=-$1
    last=$2
    shift 2
    : > "$scratch/times"
    while [ "$run" -lt "$last" ]; do
        start=$(date +%s%N)
        "$@" > "$scratch/output" 2>&1 || { cat "$scratch/output" >&2; exit 1; }
        end=$(date +%s%N)
        [ "$run" -lt 0 ] || echo $(((end - start) / 1000000)) >> "$scratch/times"
        run=$((run + 1))
    done
    sort -n "$scratch/times" | awk '{ t[NR] = $1 } END { print t[1], t[int((NR + 1) / 2)] }'
}
report() {
    # shellcheck disable=SC2086
    printf '%7d %7d  %s\n' $1 "$2"
}
measure() {
    report "$(median 2 "$runs" "$@")" "$*"
}
# With the options for Java that ./jos has for such commands.
benchmark() {
    "$JAVA_HOME/bin/java" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$classes" dev.jos.modules.bench.EvaluateBenchmark "$@"
}

echo "load average before: $(cut -d ' ' -f 1-3 /proc/loadavg), $(nproc) processors"
./mvnw -q -B -pl modules -am test-compile -Dspotless.check.skip=true
library=$(find "$HOME/.m2/repository/com/typesafe/config" -name 'config-*.jar' | sort -V | tail -n 1)
classes=modules/target/classes:modules/target/test-classes:config-model/target/classes:$library

echo 'In one process with a heap of 256 MB. At most 100 ms for the server, warm; 1,000 ms for 20,000 definitions, first:'
benchmark server
for definitions in 5000 10000 20000 40000; do benchmark scale 5000 "$definitions"; done

./jos --version > /dev/null
echo 'Whole commands. At most 500 ms for jos check, 150 ms for the last two:'
echo '    min  median  ms'
for example in minimal web router; do measure ./jos check "examples/$example"; done
measure ./jos eval examples/web system
measure ./jos why examples/web services
measure ./jos options firewall
measure ./jos config diff examples/web examples/web
measure ./jos fmt --check examples/web
measure ./jos --root "$scratch/root" generations list
measure ./jos --version

# A desktop beside a desktop.
desktop=$(median 2 "$runs" ./jos check examples/desktop)
report "$desktop" './jos check examples/desktop'
if ! command -v guix > /dev/null; then
    echo 'The peer is missing: install guix, from Debian sid for example, and run this again.'
    exit
fi
template=$(find / -xdev -path '*/gnu/system/examples/desktop.tmpl' -print -quit 2> /dev/null)
[ -n "$template" ] || { echo 'This guix comes without desktop.tmpl.' >&2; exit 1; }
if [ ! -S /var/guix/daemon-socket/socket ]; then
    guix-daemon --disable-chroot --no-substitutes > "$scratch/guix-daemon" 2>&1 &
    daemon=$!
    trap 'kill "$daemon"' EXIT
    while [ ! -S /var/guix/daemon-socket/socket ]; do sleep 0.1; done
fi
peer=$(median 1 3 guix system build --derivation --no-grafts --no-substitutes "$template")
report "$peer" "peer: guix system build --derivation ${template##*/}"
echo "$peer $desktop" | awk '{ printf "guix / jos: %.0f (at least 20)\n", $2 / $4 }'
echo "load average after: $(cut -d ' ' -f 1-3 /proc/loadavg)"
