package dev.jos.packages.scripts.shell;

import dev.jos.packages.scripts.shell.ShellCommand.AndOr;
import dev.jos.packages.scripts.shell.ShellCommand.Assignment;
import dev.jos.packages.scripts.shell.ShellCommand.Case;
import dev.jos.packages.scripts.shell.ShellCommand.CaseBranch;
import dev.jos.packages.scripts.shell.ShellCommand.For;
import dev.jos.packages.scripts.shell.ShellCommand.Function;
import dev.jos.packages.scripts.shell.ShellCommand.Group;
import dev.jos.packages.scripts.shell.ShellCommand.If;
import dev.jos.packages.scripts.shell.ShellCommand.Loop;
import dev.jos.packages.scripts.shell.ShellCommand.Pipeline;
import dev.jos.packages.scripts.shell.ShellCommand.Redirection;
import dev.jos.packages.scripts.shell.ShellCommand.Simple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads a shell script into commands: recursive descent over POSIX's grammar, with `function`, `[[` (as a plain
/// command) and `<<<` of bash. Arrays and process substitution are errors.
public final class ShellParser {

    private static final Set<String> THEN = Set.of("then");
    private static final Set<String> BRANCH_END = Set.of("elif", "else", "fi");
    private static final Set<String> FI = Set.of("fi");
    private static final Set<String> DO = Set.of("do");
    private static final Set<String> DONE = Set.of("done");
    private static final Set<String> BRACE = Set.of("}");
    private static final Set<String> NONE = Set.of();
    /// Nesting deeper than this is refused rather than risking the thread's stack.
    private static final int DEEPEST = 200;

    private static final int DEEPEST_SUBSTITUTION = 30;
    private static final int LONGEST_CHAIN = 500;

    private final ShellScanner in;
    private int depth;

    private ShellParser(ShellScanner in) {
        this.in = in;
    }

    /// The commands of a whole script.
    public static List<ShellCommand> parse(String script) throws ShellSyntaxException {
        return parse(script, 1, 0);
    }

    /// The commands of a piece of a script that begins at `line`.
    ///
    /// @param nesting how many command substitutions it is within
    static List<ShellCommand> parse(String script, int line, int nesting) throws ShellSyntaxException {
        ShellParser parser = new ShellParser(new ShellScanner(script, line, nesting));
        if (nesting > DEEPEST_SUBSTITUTION) {
            throw parser.in.error("substitutions are nested more than " + DEEPEST_SUBSTITUTION + " deep");
        }
        List<ShellCommand> commands = parser.list(NONE);
        if (!parser.in.atEnd()) {
            throw parser.in.error("unexpected `" + parser.in.excerpt() + "`");
        }
        return commands;
    }

    /// Commands up to a closing parenthesis, `;;`, the end, or one of the reserved words; none of these is consumed.
    List<ShellCommand> list(Set<String> terminators) throws ShellSyntaxException {
        if (++depth > DEEPEST) {
            throw in.error("commands are nested more than " + DEEPEST + " deep");
        }
        List<ShellCommand> commands = new ArrayList<>();
        while (true) {
            in.skipSeparators();
            if (in.atEnd() || in.peek() == ')' || in.startsWith(";;") || terminators.contains(in.reservedWord())) {
                depth--;
                return commands;
            }
            commands.add(andOr());
            in.skipBlanks();
            // A compound command's end needs no separator before the next reserved word: `… } then`.
            boolean separated = in.atEnd() || ";&\n)".indexOf(in.peek()) >= 0;
            if (!separated && !terminators.contains(in.reservedWord())) {
                throw in.error("unexpected `" + in.excerpt() + "`");
            }
        }
    }

    private ShellCommand andOr() throws ShellSyntaxException {
        int start = in.mark();
        ShellCommand left = pipeline();
        for (int length = 1; ; length++) {
            if (length > LONGEST_CHAIN) {
                throw in.error("more than " + LONGEST_CHAIN + " commands are joined");
            }
            in.skipBlanks();
            boolean and = in.startsWith("&&");
            if (!and && !in.startsWith("||")) {
                return left;
            }
            in.advance(2);
            in.skipNewlines();
            ShellCommand right = pipeline();
            left = new AndOr(in.span(start), left, and, right);
        }
    }

    private ShellCommand pipeline() throws ShellSyntaxException {
        int start = in.mark();
        boolean negated = false;
        while (in.reservedWord().equals("!")) {
            in.advance(1);
            in.skipBlanks();
            negated = !negated;
        }
        List<ShellCommand> commands = new ArrayList<>();
        commands.add(command());
        while (true) {
            in.skipBlanks();
            if (!in.startsWith("|") || in.startsWith("||")) {
                break;
            }
            in.advance(in.startsWith("|&") ? 2 : 1);
            in.skipNewlines();
            commands.add(command());
        }
        return commands.size() == 1 && !negated
                ? commands.getFirst()
                : new Pipeline(in.span(start), negated, List.copyOf(commands));
    }

    private ShellCommand command() throws ShellSyntaxException {
        in.skipBlanks();
        int start = in.mark();
        if (in.startsWith("(") && !in.startsWith("((")) {
            in.advance(1);
            List<ShellCommand> body = list(NONE);
            in.expect(")");
            return new Group(in.span(start), true, body, redirections());
        }
        return switch (in.reservedWord()) {
            case "if" -> {
                in.advance(2);
                yield ifCommand(start);
            }
            case "case" -> {
                in.advance(4);
                yield caseCommand(start);
            }
            case "for" -> {
                in.advance(3);
                yield forCommand(start);
            }
            case "while", "until" -> {
                boolean until = in.startsWith("until");
                in.advance(5);
                List<ShellCommand> condition = list(DO);
                List<ShellCommand> body = doGroup();
                yield new Loop(in.span(start), until, condition, body, redirections());
            }
            case "{" -> {
                in.advance(1);
                List<ShellCommand> body = list(BRACE);
                in.expectWord("}");
                yield new Group(in.span(start), false, body, redirections());
            }
            case "function" -> {
                in.advance(8);
                in.skipBlanks();
                String name = in.name();
                in.skipBlanks();
                if (in.startsWith("(")) {
                    in.advance(1);
                    in.skipBlanks();
                    in.expect(")");
                }
                yield functionBody(start, name);
            }
            default -> {
                Optional<String> function = in.functionName();
                yield function.isPresent() ? functionBody(start, function.get()) : simple(start);
            }
        };
    }

    private ShellCommand functionBody(int start, String name) throws ShellSyntaxException {
        in.skipNewlines();
        ShellCommand body = command();
        return new Function(in.span(start), name, body);
    }

    private ShellCommand ifCommand(int start) throws ShellSyntaxException {
        List<ShellCommand> condition = list(THEN);
        in.expectWord("then");
        List<ShellCommand> then = list(BRANCH_END);
        List<ShellCommand> otherwise = List.of();
        switch (in.reservedWord()) {
            case "elif" -> {
                int nested = in.mark();
                in.advance(4);
                otherwise = List.of(ifCommand(nested));
                return new If(in.span(start), condition, then, otherwise, List.of());
            }
            case "else" -> {
                in.advance(4);
                otherwise = list(FI);
            }
            default -> {}
        }
        in.expectWord("fi");
        return new If(in.span(start), condition, then, otherwise, redirections());
    }

    private ShellCommand caseCommand(int start) throws ShellSyntaxException {
        in.skipBlanks();
        ShellWord subject = in.word();
        in.skipNewlines();
        in.expectWord("in");
        List<CaseBranch> branches = new ArrayList<>();
        while (true) {
            in.skipNewlines();
            if (in.reservedWord().equals("esac")) {
                in.advance(4);
                return new Case(in.span(start), subject, List.copyOf(branches));
            }
            if (in.atEnd()) {
                throw in.error("`case` without `esac`");
            }
            branches.add(caseBranch());
        }
    }

    private CaseBranch caseBranch() throws ShellSyntaxException {
        if (in.startsWith("(")) {
            in.advance(1);
        }
        List<ShellWord> patterns = new ArrayList<>();
        do {
            in.skipBlanks();
            patterns.add(in.word());
            in.skipBlanks();
        } while (in.skip("|"));
        in.expect(")");
        List<ShellCommand> body = list(Set.of("esac"));
        if (in.startsWith(";;")) {
            in.advance(2);
        }
        return new CaseBranch(List.copyOf(patterns), body);
    }

    private ShellCommand forCommand(int start) throws ShellSyntaxException {
        in.skipBlanks();
        String variable = in.name();
        in.skipNewlines();
        Optional<List<ShellWord>> words = Optional.empty();
        if (in.reservedWord().equals("in")) {
            in.advance(2);
            List<ShellWord> list = new ArrayList<>();
            while (true) {
                in.skipBlanks();
                if (in.atEnd() || in.peek() == ';' || in.peek() == '\n') {
                    break;
                }
                list.add(in.word());
            }
            words = Optional.of(List.copyOf(list));
        }
        in.skipSeparators();
        List<ShellCommand> body = doGroup();
        return new For(in.span(start), variable, words, body, redirections());
    }

    private List<ShellCommand> doGroup() throws ShellSyntaxException {
        in.skipSeparators();
        in.expectWord("do");
        List<ShellCommand> body = list(DONE);
        in.expectWord("done");
        return body;
    }

    private ShellCommand simple(int start) throws ShellSyntaxException {
        List<Assignment> assignments = new ArrayList<>();
        List<ShellWord> words = new ArrayList<>();
        List<Redirection> redirections = new ArrayList<>();
        while (true) {
            in.skipBlanks();
            if (in.atEnd()) {
                break;
            }
            Optional<Redirection> redirection = in.redirection();
            if (redirection.isPresent()) {
                redirections.add(redirection.get());
                continue;
            }
            if (";&|\n()".indexOf(in.peek()) >= 0) {
                break;
            }
            Optional<String> assigned = words.isEmpty() ? in.assignedName() : Optional.empty();
            if (assigned.isPresent()) {
                assignments.add(new Assignment(assigned.get(), in.assignedValue()));
            } else {
                words.add(in.word());
            }
        }
        if (assignments.isEmpty() && words.isEmpty() && redirections.isEmpty()) {
            throw in.error("expected a command at `" + in.excerpt() + "`");
        }
        return new Simple(in.span(start), List.copyOf(assignments), List.copyOf(words), List.copyOf(redirections));
    }

    private List<Redirection> redirections() throws ShellSyntaxException {
        List<Redirection> found = new ArrayList<>();
        while (true) {
            in.skipBlanks();
            Optional<Redirection> redirection = in.redirection();
            if (redirection.isEmpty()) {
                return List.copyOf(found);
            }
            found.add(redirection.get());
        }
    }
}
