package dev.jos.cli.command;

import picocli.CommandLine.Model.CommandSpec;

/// One command: it knows how it is written and what it does.
public interface CliCommand {

    /// How it is written. A new one at each call.
    CommandSpec spec();

    /// Does it; returns the exit status. Whatever it throws is put into words elsewhere.
    int run(Invocation invocation) throws Exception;
}
