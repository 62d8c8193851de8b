#!/bin/sh
# Measures resolution beside apt: bench/resolve.sh [scratch directory [package…]]
# Both resolve the same packages against trixie with its updates and security suites, without recommended packages, and
# the answers are compared. The peer needs apt and debian-archive-keyring of trixie; without them only jos is measured.
set -eu
cd "$(dirname "$0")/.."
scratch=$(mkdir -p "${1:-${TMPDIR:-/tmp}/jos-bench-resolve}" && cd "${1:-${TMPDIR:-/tmp}/jos-bench-resolve}" && pwd)
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- gnome-core
JAVA_HOME=$(./jos --print-jdk)
export JAVA_HOME
./mvnw -q -B -pl packages -am test-compile
jars=$(for library in org/bouncycastle/bcpg org/bouncycastle/bcprov org/bouncycastle/bcutil org/ow2/sat4j/org.ow2.sat4j.core \
    org/tukaani/xz net/java/dev/jna/jna org/jspecify; do
    find "$HOME/.m2/repository/$library"* -name '*.jar' | sort -V | tail -n 1
done | tr '\n' ':')
"$JAVA_HOME/bin/java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
    -cp "packages/target/classes:packages/target/test-classes:host/target/classes:$jars" \
    dev.jos.packages.bench.ResolveBenchmark "$scratch" "$@"

keyring=/usr/share/keyrings/debian-archive-keyring.pgp
[ -e "$keyring" ] || keyring=/usr/share/keyrings/debian-archive-keyring.gpg
command -v apt-get >/dev/null && [ -e "$keyring" ] || exit 0
apt=$scratch/apt
mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/preferences.d" "$apt/apt.conf.d"
: > "$apt/status"
for suite in debian/trixie debian/trixie-updates debian-security/trixie-security; do
    echo "deb [signed-by=$keyring] http://deb.debian.org/${suite%/*} ${suite#*/} main"
done > "$apt/sources.list"
cat > "$apt/apt.conf" <<CONF
Dir::Etc "$apt";
Dir::Etc::sourcelist "$apt/sources.list";
Dir::Etc::sourceparts "$apt/apt.conf.d";
Dir::Etc::parts "$apt/apt.conf.d";
Dir::State "$apt";
Dir::State::lists "$apt/lists";
Dir::State::status "$apt/status";
Dir::Cache "$apt/cache";
APT::Architecture "amd64";
APT::Architectures { "amd64"; };
APT::Install-Recommends "false";
APT::Sandbox::User "";
CONF
export APT_CONFIG="$apt/apt.conf"
apt-get -qq update
simulate() {
    apt-get -s install "$@" $(cat "$scratch/essential") | sed -n 's/^Inst \([^ :]*\).*/\1/p' | sort > "$scratch/apt-answer"
}
simulate "$@"
start=$(date +%s%N)
simulate "$@"
echo "$((($(date +%s%N) - start) / 1000000)) ms  apt-get -s install, $(wc -l < "$scratch/apt-answer") packages"
echo "packages that only one of the two chose:"
sort "$scratch/answer" | diff - "$scratch/apt-answer" | grep '^[<>]' | sed 's/^</jos:/; s/^>/apt:/' || echo none
