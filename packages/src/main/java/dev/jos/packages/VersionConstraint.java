package dev.jos.packages;

/// A bound on a package's version, such as `>= 2.36`.
public record VersionConstraint(VersionOperator operator, DebianVersion version) {

    public boolean admits(DebianVersion candidate) {
        return operator.admits(candidate.compareTo(version));
    }

    @Override
    public String toString() {
        return operator + " " + version;
    }
}
