package dev.jos.packages.scripts;

/// A command that a rule knows by name, in a form it does not know.
final class NotUnderstoodException extends Exception {

    private static final long serialVersionUID = 1L;

    NotUnderstoodException(String why) {
        super(why);
    }
}
