# For the scripts beside it, which read it from the root of the repository: compiles the packages module with its benchmarks
# and defines how to run one of them.
JAVA_HOME=$(./jos --print-jdk)
export JAVA_HOME
./mvnw -q -B -pl packages -am test-compile -Dspotless.check.skip=true
classes=packages/target/classes:packages/target/test-classes:host/target/classes:store/target/classes:interface-layer/target/classes
for library in com/github/luben/zstd-jni com/google/code/gson/gson net/java/dev/jna/jna org/apache/commons/commons-compress \
    org/bouncycastle/bcpg org/bouncycastle/bcprov org/bouncycastle/bcutil org/jspecify/jspecify org/ow2/sat4j/org.ow2.sat4j.core \
    org/ow2/sat4j/org.ow2.sat4j.pb org/tukaani/xz; do
    classes=$classes:$(find "$HOME/.m2/repository/$library"* -name '*.jar' | sort -V | tail -n 1)
done

# java_of_packages [OPTION…] CLASS ARGUMENT…
java_of_packages() {
    "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx512m --enable-native-access=ALL-UNNAMED -cp "$classes" "$@"
}
