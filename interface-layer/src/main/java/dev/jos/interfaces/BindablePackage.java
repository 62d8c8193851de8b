package dev.jos.interfaces;

import java.util.Set;
import java.util.TreeSet;

/// A package whose needs are to be bound, with what tells whose plugins it may bring.
///
/// @param source the source package it was built from
/// @param depends the names of packages that it depends on
public record BindablePackage(PackageInterfaces interfaces, String source, Set<String> depends) {

    public BindablePackage {
        depends = Set.copyOf(new TreeSet<>(depends));
    }

    public String name() {
        return interfaces.packageName();
    }
}
