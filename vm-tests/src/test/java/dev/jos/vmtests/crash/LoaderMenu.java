package dev.jos.vmtests.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What systemd-boot would start, the first first; see `src/boot/boot.c` of systemd 257 and the Boot Loader
/// Specification.
///
/// Entries whose kernel is not there are no entries; those without attempts left come last, then the order is by
/// `sort-key`, then by `version`, the highest first, then by name. The first that the default pattern matches starts,
/// or the very first if it matches none.
///
/// @param items in the order in which they start, as each uses up its attempts
record LoaderMenu(List<Item> items) {

    private static final Pattern COUNTER = Pattern.compile("\\+(\\d+)(?:-(\\d+))?$");
    private static final Pattern DIGITS = Pattern.compile("\\d+|\\D+");

    /// @param id the name without counter
    /// @param attempts left; -1 if they are not counted
    record Item(
            String id,
            int attempts,
            String sortKey,
            String version,
            String linux,
            List<String> initrds,
            String options,
            boolean isDefault) {}

    LoaderMenu {
        items = List.copyOf(items);
    }

    static LoaderMenu read(Volume boot) throws IOException {
        List<Item> all = new ArrayList<>();
        Pattern pattern = defaultPattern(boot);
        for (String name : boot.names("loader/entries")) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.endsWith(".conf") && !lower.startsWith(".") && !lower.startsWith("auto-")) {
                add(all, boot, name, pattern);
            }
        }
        all.sort(Comparator.comparing((Item item) -> !item.isDefault())
                .thenComparing(item -> item.attempts() == 0)
                .thenComparing(item -> item.sortKey().isEmpty())
                .thenComparing(Item::sortKey)
                .thenComparing(Item::version, LoaderMenu::compareVersions)
                .thenComparing(Item::id, LoaderMenu::compareVersions));
        return new LoaderMenu(all);
    }

    private static void add(List<Item> to, Volume boot, String name, Pattern defaults) throws IOException {
        String stem = name.substring(0, name.length() - ".conf".length());
        Matcher counter = COUNTER.matcher(stem);
        int attempts = counter.find() ? Integer.parseInt(counter.group(1)) : -1;
        String id = attempts < 0 ? stem : stem.substring(0, counter.start());
        String text = text(boot, "loader/entries/" + name);
        List<String> linux = values(text, "linux");
        if (linux.isEmpty() || !exists(boot, linux.getLast())) {
            return;
        }
        boolean isDefault =
                defaults.matcher((id + ".conf").toLowerCase(Locale.ROOT)).matches();
        to.add(new Item(
                id,
                attempts,
                last(text, "sort-key"),
                last(text, "version"),
                linux.getLast(),
                values(text, "initrd"),
                String.join(" ", values(text, "options")),
                isDefault));
    }

    private static Pattern defaultPattern(Volume boot) {
        String found;
        try {
            found = last(text(boot, "loader/loader.conf"), "default");
        } catch (IOException _) {
            found = "";
        }
        StringBuilder pattern = new StringBuilder();
        for (char each : found.toLowerCase(Locale.ROOT).toCharArray()) {
            pattern.append(each == '*' ? ".*" : each == '?' ? "." : Pattern.quote(String.valueOf(each)));
        }
        return Pattern.compile(pattern.toString());
    }

    private static boolean exists(Volume boot, String path) {
        try {
            boot.file(path.substring(1));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static String text(Volume boot, String path) throws IOException {
        return new String(boot.file(path).bytes(), StandardCharsets.UTF_8);
    }

    private static String last(String text, String key) {
        List<String> all = values(text, key);
        return all.isEmpty() ? "" : all.getLast();
    }

    private static List<String> values(String text, String key) {
        return text.lines()
                .map(line -> line.strip().split("[ \t]+", 2))
                .filter(words -> words.length == 2 && words[0].equals(key))
                .map(words -> words[1].strip())
                .toList();
    }

    /// The highest first.
    static int compareVersions(String a, String b) {
        Matcher left = DIGITS.matcher(a);
        Matcher right = DIGITS.matcher(b);
        while (true) {
            boolean more = left.find();
            boolean others = right.find();
            if (!more || !others) {
                return Boolean.compare(others, more);
            }
            int order = comparePart(right.group(), left.group());
            if (order != 0) {
                return order;
            }
        }
    }

    private static int comparePart(String a, String b) {
        boolean numbers = Character.isDigit(a.charAt(0)) && Character.isDigit(b.charAt(0));
        return numbers ? new java.math.BigInteger(a).compareTo(new java.math.BigInteger(b)) : a.compareTo(b);
    }
}
