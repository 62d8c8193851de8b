package dev.jos.packages.scripts;

import java.util.List;

/// Decides `test`, `[` and `[[` as far as a fresh install decides them; test(1).
final class TestExpression {

    private final List<String> words;
    private final Call call;
    private int at;

    private TestExpression(List<String> words, Call call) {
        this.words = words;
        this.call = call;
    }

    static Outcome evaluate(Call call) throws NotUnderstoodException {
        List<String> words = call.arguments();
        if (call.name().startsWith("[")) {
            if (words.isEmpty()) {
                throw call.notUnderstood("`[` without `]`");
            }
            words = words.subList(0, words.size() - 1);
        }
        if (words.isEmpty()) {
            return Outcome.FALSE;
        }
        TestExpression expression = new TestExpression(words, call);
        Outcome outcome = expression.or();
        return expression.at == words.size() ? outcome : Outcome.UNKNOWN;
    }

    private Outcome or() throws NotUnderstoodException {
        Outcome outcome = and();
        while (at < words.size() && (word(at).equals("-o") || word(at).equals("||"))) {
            at++;
            outcome = outcome.or(and());
        }
        return outcome;
    }

    private Outcome and() throws NotUnderstoodException {
        Outcome outcome = primary();
        while (at < words.size() && (word(at).equals("-a") || word(at).equals("&&"))) {
            at++;
            outcome = outcome.and(primary());
        }
        return outcome;
    }

    private Outcome primary() throws NotUnderstoodException {
        int left = words.size() - at;
        if (left == 0) {
            throw call.notUnderstood("an incomplete test");
        }
        if (left >= 3 && isBinary(word(at + 1))) {
            at += 3;
            return binary(word(at - 3), word(at - 2), word(at - 1));
        }
        if (word(at).equals("!") && left > 1) {
            at++;
            return primary().negated();
        }
        if (word(at).equals("(")) {
            at++;
            Outcome inner = or();
            at++;
            return inner;
        }
        if (left >= 2 && word(at).length() == 2 && word(at).startsWith("-")) {
            at += 2;
            return unary(word(at - 2).charAt(1), word(at - 1));
        }
        at++;
        return nonEmpty(word(at - 1));
    }

    private String word(int index) {
        return words.get(index);
    }

    private static boolean isBinary(String word) {
        return switch (word) {
            case "=", "==", "!=", "=~", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef" -> true;
            default -> false;
        };
    }

    private static Outcome nonEmpty(String text) {
        // Something unknown beside something known is not empty.
        return text.isEmpty() ? Outcome.FALSE : text.equals(Text.UNKNOWN) ? Outcome.UNKNOWN : Outcome.TRUE;
    }

    private Outcome unary(char operator, String operand) {
        return switch (operator) {
            case 'n' -> nonEmpty(operand);
            case 'z' -> nonEmpty(operand).negated();
            case 't' -> Outcome.FALSE;
            case 'h', 'L' -> link(operand);
            default -> {
                if (operand.isEmpty()) {
                    yield Outcome.FALSE;
                }
                String path = call.script().environment().absolute(operand);
                yield call.install().exists(path, call.effects());
            }
        };
    }

    /// Tests for links guard the repair of old installations; only the script's own links are known to be some.
    private Outcome link(String operand) {
        if (!Text.isKnown(operand)) {
            return Outcome.UNKNOWN;
        }
        String path = Paths.canonical(call.script().environment().absolute(operand));
        return path.matches("/(bin|sbin|lib|lib64)")
                ? Outcome.TRUE
                : Outcome.of(call.effects().createdLink(path));
    }

    private Outcome binary(String left, String operator, String right) {
        if (operator.equals("==") && call.name().equals("[[")) {
            return Text.isKnown(left) && Text.isKnown(right) ? Outcome.of(Glob.matches(right, left)) : Outcome.UNKNOWN;
        }
        return switch (operator) {
            case "=", "==" -> equal(left, right);
            case "!=" -> equal(left, right).negated();
            case "-eq", "-ne", "-lt", "-le", "-gt", "-ge" -> numeric(left, operator, right);
            default -> Outcome.UNKNOWN;
        };
    }

    private static Outcome equal(String left, String right) {
        if (Text.isKnown(left) && Text.isKnown(right)) {
            return Outcome.of(left.equals(right));
        }
        // The idiom `x$1` lets a known beginning decide.
        int known = 0;
        while (known < left.length() && known < right.length() && left.charAt(known) == right.charAt(known)) {
            known++;
        }
        boolean differs = known < left.length()
                && known < right.length()
                && left.charAt(known) != Text.UNKNOWN.charAt(0)
                && right.charAt(known) != Text.UNKNOWN.charAt(0);
        return differs ? Outcome.FALSE : Outcome.UNKNOWN;
    }

    private static Outcome numeric(String left, String operator, String right) {
        if (!left.matches("-?\\d{1,9}") || !right.matches("-?\\d{1,9}")) {
            return Outcome.UNKNOWN;
        }
        int order = Integer.compare(Integer.parseInt(left), Integer.parseInt(right));
        return Outcome.of(
                switch (operator) {
                    case "-eq" -> order == 0;
                    case "-ne" -> order != 0;
                    case "-lt" -> order < 0;
                    case "-le" -> order <= 0;
                    case "-gt" -> order > 0;
                    default -> order >= 0;
                });
    }
}
