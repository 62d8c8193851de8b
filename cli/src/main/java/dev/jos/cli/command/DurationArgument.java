package dev.jos.cli.command;

import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A time on the command line: a number with `s`, `min` or `h`; without a unit, seconds.
final class DurationArgument {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})(s|m|min|h)?");

    private DurationArgument() {}

    static Duration parse(String option, String written) throws CommandProblem {
        Matcher matcher = FORM.matcher(written);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
            throw new CommandProblem(
                    ExitCode.USAGE,
                    "not-a-time",
                    "`" + option + "` does not accept `" + written + "`: a time such as `60s` or `5min` was expected.",
                    "Write a number and `s`, `min` or `h`.");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (String.valueOf(matcher.group(2))) {
            case "h" -> Duration.ofHours(number);
            case "m", "min" -> Duration.ofMinutes(number);
            default -> Duration.ofSeconds(number);
        };
    }
}
