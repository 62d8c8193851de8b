package dev.jos.cli.error;

/// Turns the messages of libraries, which are clauses, into sentences.
final class Sentences {

    private Sentences() {}

    static String of(Exception failure) {
        return of(String.valueOf(failure.getMessage()).strip());
    }

    static String of(String clause) {
        String capital = clause.isEmpty() ? "" : Character.toUpperCase(clause.charAt(0)) + clause.substring(1);
        return capital.endsWith(".") ? capital : capital + ".";
    }
}
