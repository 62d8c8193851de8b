package dev.jos.system.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the accounts that packages ask for in `/usr/lib/sysusers.d`; see sysusers.d(5).
final class Sysusers {

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    private final AccountPlan plan;

    Sysusers(AccountPlan plan) {
        this.plan = plan;
    }

    /// Adds what one file asks for. Lines of kinds that need no account (ranges) are passed over.
    void read(String text) {
        text.lines().map(String::strip).forEach(this::line);
    }

    private void line(String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        List<String> words = words(line);
        if (words.size() < 2) {
            return;
        }
        String name = words.get(1);
        switch (words.getFirst()) {
            case "u", "u!" -> user(name, words);
            case "g" -> plan.wantGroup(name, number(word(words, 2)));
            case "m" -> plan.wantMembership(name, word(words, 2));
            default -> {
                // Ranges of numbers: ours are in the lock.
            }
        }
    }

    private void user(String name, List<String> words) {
        String id = word(words, 2);
        int colon = id.indexOf(':');
        String group = colon < 0 ? "" : id.substring(colon + 1);
        boolean groupByName = !group.isEmpty() && number(group).isEmpty() && !group.equals("-");
        plan.wantUser(
                name,
                number(colon < 0 ? id : id.substring(0, colon)),
                groupByName ? group : name,
                word(words, 3),
                orElse(word(words, 4), "/"),
                orElse(word(words, 5), AccountPlan.NO_LOGIN));
    }

    private static String orElse(String word, String otherwise) {
        return word.isEmpty() ? otherwise : word;
    }

    /// The word at `index`; empty when it is missing or `-`.
    private static String word(List<String> words, int index) {
        String word = index < words.size() ? words.get(index) : "-";
        return word.equals("-") ? "" : word;
    }

    private static OptionalInt number(String text) {
        return text.matches("[0-9]{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            for (int group = 1; group <= 3; group++) {
                if (matcher.group(group) != null) {
                    words.add(matcher.group(group));
                }
            }
        }
        return words;
    }
}
