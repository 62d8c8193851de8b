package dev.jos.store;

/// One tree that takes part in a view.
///
/// @param name what collisions call it, such as the name and version of a package
public record Layer(String name, Tree tree) {}
