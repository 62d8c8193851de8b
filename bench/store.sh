#!/bin/sh
# Measures the store beside its peers: bench/store.sh [scratch directory [--no-peers]]
# Needs erofs-utils for the peers, and 2 GB below the scratch directory, on the disk that is to be measured.
set -eu
cd "$(dirname "$0")/.."
scratch=${1:-${TMPDIR:-/tmp}/jos-bench}
./mvnw -q -B -pl store -am test-compile
jna=$(find "$HOME/.m2/repository/net/java/dev/jna/jna" -name 'jna-5*.jar' | sort | tail -n 1)
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx192m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
    -cp "store/target/classes:store/target/test-classes:host/target/classes:$jna" \
    dev.jos.store.bench.StoreBenchmark "$scratch" ${2:-}
