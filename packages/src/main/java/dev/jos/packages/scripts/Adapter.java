package dev.jos.packages.scripts;

import dev.jos.packages.scripts.shell.ShellCommand.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What somebody found out about the scripts of one package by reading them: declarations beyond those that can be
/// recognised, the statements these account for, and facts that decide conditions.
///
/// @param declarations what the package needs
/// @param replaced scripts that are accounted for as a whole
/// @param accounts statements accounted for, and conditions decided
/// @param answers answers to debconf's questions
record Adapter(Declarations declarations, Set<String> replaced, List<Account> accounts, Map<String, String> answers) {

    /// The adapter of packages that need none.
    static final Adapter NONE = new Adapter(Declarations.none(), Set.of(), List.of(), Map.of());

    Adapter {
        replaced = Set.copyOf(replaced);
        accounts = List.copyOf(accounts);
        answers = Map.copyOf(answers);
    }

    /// A statement that is not evaluated, because its outcome is stated.
    ///
    /// @param script the script it is in, `*` for any
    /// @param pattern its text, blanks normalised; `*` stands for any characters
    record Account(String script, String pattern, Outcome outcome) {

        boolean matches(String script, String statement) {
            return (this.script.equals("*") || this.script.equals(script))
                    && Glob.matches(pattern.replaceAll("([?\\[\\\\])", "\\\\$1"), statement);
        }
    }

    /// The stated outcome of a statement, empty where the statement is to be evaluated.
    Optional<Outcome> outcome(String script, Span span) {
        if (accounts.isEmpty()) {
            return Optional.empty();
        }
        String statement = span.normalised();
        return accounts.stream()
                .filter(account -> account.matches(script, statement))
                .map(Account::outcome)
                .findFirst();
    }
}
