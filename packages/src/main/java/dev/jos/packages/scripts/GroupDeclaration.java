package dev.jos.packages.scripts;

import java.util.OptionalInt;

/// A system group a package needs.
///
/// @param id a fixed id, where the package insists on one
public record GroupDeclaration(String name, OptionalInt id) implements Declaration {

    public static GroupDeclaration named(String name) {
        return new GroupDeclaration(name, OptionalInt.empty());
    }
}
