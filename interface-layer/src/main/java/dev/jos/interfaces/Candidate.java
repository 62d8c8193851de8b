package dev.jos.interfaces;

/// An object of a package, numbered for sets of them.
record Candidate(int number, String packageName, ElfObject object) {

    String path() {
        return object.paths().getFirst();
    }
}
