package dev.jos.packages.scripts;

/// A statement of a maintainer script that nothing accounts for: no rule recognises it and no adapter covers it.
///
/// @param script the script's name, `postinst`
/// @param line the statement's first line, from 1
/// @param statement its text, shortened to its first line
/// @param why what stood in the way, as one sentence
public record Uncovered(String script, int line, String statement, String why) implements Declaration {}
