package dev.jos.packages.scripts;

import java.util.OptionalInt;

/// A file of the view that is copied to another place of the view where nothing is yet.
///
/// @param mode the copy's mode; empty keeps the original's
public record FileCopy(String from, String to, OptionalInt mode) implements Declaration {}
