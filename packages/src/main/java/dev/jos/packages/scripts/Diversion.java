package dev.jos.packages.scripts;

/// A file that belongs to any other package is installed under another name; dpkg-divert(1).
///
/// @param by the diverting package, whose own file keeps the path
public record Diversion(String path, String divertedTo, String by) implements Declaration {}
