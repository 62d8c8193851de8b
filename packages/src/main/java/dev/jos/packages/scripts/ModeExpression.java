package dev.jos.packages.scripts;

/// A mode as chmod(1) takes it, octal (`4755`) or symbolic (`u+s,g=rx,o-rwx`).
///
/// @param text the expression as written
public record ModeExpression(String text) {

    /// @throws IllegalArgumentException if `text` is no such expression
    public ModeExpression {
        if (!text.matches("[0-7]{1,5}|[ugoa]*([-+=][rwxXst]*)+(,[ugoa]*([-+=][rwxXst]*)+)*")) {
            throw new IllegalArgumentException("`" + text + "` is not a mode");
        }
    }

    public static ModeExpression octal(int mode) {
        return new ModeExpression(Integer.toOctalString(mode));
    }

    /// The mode of a file that has `current` after chmod(1) with this expression.
    public int apply(int current, boolean directory) {
        if (Character.isDigit(text.charAt(0))) {
            return Integer.parseInt(text, 8) & 07777;
        }
        int mode = current;
        for (String clause : text.split(",", -1)) {
            mode = applyClause(clause, mode, directory);
        }
        return mode;
    }

    private static int applyClause(String clause, int current, boolean directory) {
        int at = 0;
        int who = 0;
        while ("ugoa".indexOf(clause.charAt(at)) >= 0) {
            who |= switch (clause.charAt(at++)) {
                case 'u' -> 04700;
                case 'g' -> 02070;
                case 'o' -> 01007;
                default -> 07777;
            };
        }
        int scope = who == 0 ? 07777 : who;
        int mode = current;
        while (at < clause.length()) {
            char operator = clause.charAt(at++);
            int bits = 0;
            while (at < clause.length() && "-+=".indexOf(clause.charAt(at)) < 0) {
                bits |= bits(clause.charAt(at++), mode, directory);
            }
            // The sticky bit belongs to no class, so it needs no `o`.
            int effective = bits & (scope | 01000);
            mode = switch (operator) {
                case '+' -> mode | effective;
                case '-' -> mode & ~effective;
                default -> (mode & ~scope) | effective;
            };
        }
        return mode;
    }

    private static int bits(char permission, int current, boolean directory) {
        return switch (permission) {
            case 'r' -> 0444;
            case 'w' -> 0222;
            case 'x' -> 0111;
            case 'X' -> directory || (current & 0111) != 0 ? 0111 : 0;
            case 's' -> 06000;
            default -> 01000;
        };
    }
}
