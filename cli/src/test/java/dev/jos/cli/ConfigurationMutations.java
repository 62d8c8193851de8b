package dev.jos.cli;

import dev.jos.config.OptionCatalog;
import dev.jos.modules.SystemModule;
import dev.jos.modules.shipped.ShippedModules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Makes wrong configurations of right ones, the same for each seed.
final class ConfigurationMutations {

    /// Values that are wrong for most options, or seldom meant.
    private static final List<String> VALUES = List.of(
            "[]",
            "{}",
            "null",
            "true",
            "-1",
            "0",
            "1e999999999",
            "-1e-999999999",
            "99999999999999999999999",
            "NaN",
            "0x10",
            "1.5",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"a\\nb\"",
            "\"'\\\"\\\\$(id)%n%s\"",
            "\"../../..\"",
            "\"/\"",
            "./missing",
            "\"./\\u0000\"",
            "${?no.such.thing}",
            "${system.hostname}${system}",
            "${services}",
            "[1, {a = 2}, [[]]]",
            "{ \"\" = 1, \"a.b\" { c = [] } }",
            "{ if = maybe, enable = true }",
            "\"\"\"\n\"\"\"",
            "999999999999h",
            "\"255.255.255.255/33\"",
            "\"::/0\"");

    /// Characters that parsers, terminals and formats stumble over.
    private static final List<String> CHARACTERS = List.of(
            "\u0000",
            "\u0007",
            "\u001b[2J",
            "\r",
            "\u0085",
            "\u00a0",
            "\u00e9",
            "e\u0301",
            "\u200b",
            "\u202e",
            "\u2028",
            "\ufeff",
            "\uffff",
            "\ud83d\ude80",
            "{",
            "}",
            "[",
            "]",
            "\"",
            "\"\"\"",
            "${",
            "$",
            "#",
            "//",
            "\\",
            "=",
            "+=",
            ":",
            ",",
            ".",
            "..",
            "include \"x\"\n",
            "include file(\"x\")\n",
            "\n");

    private final Map<String, byte[]> files;
    private final List<String> names;
    private final List<String> options;
    private final List<String> lines;

    /// Starts from every configuration below `examples`.
    static ConfigurationMutations ofExamples(Path examples) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (var found = Files.walk(examples)) {
            for (Path each : found.filter(Files::isRegularFile).toList()) {
                files.put(examples.relativize(each).toString(), Files.readAllBytes(each));
            }
        }
        return new ConfigurationMutations(files);
    }

    private ConfigurationMutations(Map<String, byte[]> files) {
        this.files = files;
        this.names =
                files.keySet().stream().filter(each -> each.endsWith(".conf")).toList();
        this.options = SystemModule.catalog(ShippedModules.all()).entries().stream()
                .map(OptionCatalog.Entry::name)
                .toList();
        this.lines = names.stream().flatMap(each -> text(content(each)).lines()).toList();
    }

    /// All files, of which those that make up no machine lie idle.
    Map<String, byte[]> files() {
        return files;
    }

    /// The content of one of the files.
    byte[] content(String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    /// The path of a machine among the files.
    String machine(Random random) {
        List<String> machines =
                names.stream().filter(each -> each.endsWith("machine.conf")).toList();
        return pick(machines, random);
    }

    /// A text with one to four mistakes in it.
    byte[] mutated(byte[] content, Random random) {
        byte[] mutated = content;
        for (int i = random.nextInt(4); i >= 0; i--) {
            mutated = once(mutated, random);
        }
        return mutated;
    }

    /// The name of an option, with something in the place of what the user chooses.
    String option(Random random) {
        return pick(options, random).replaceAll("<[a-zA-Z]+>", random.nextBoolean() ? "alice" : "\"\\u0000 ü/..\"");
    }

    private byte[] once(byte[] content, Random random) {
        if (random.nextInt(8) == 0 && content.length > 0) {
            byte[] flipped = content.clone();
            flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
            return flipped;
        }
        return inText(text(content), random).getBytes(StandardCharsets.UTF_8);
    }

    private String inText(String text, Random random) {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> text + "\n" + option(random) + " = " + pick(VALUES, random) + "\n";
            case 3 ->
                text + "\n" + pick(options, random).replaceAll("<[a-zA-Z]+>", "x") + " = ${" + option(random) + "}\n";
            case 4, 5 -> withLine(text, random);
            case 6 -> withValue(text, random);
            case 7 -> insert(text, pick(CHARACTERS, random), random);
            case 8 -> swapped(text, random);
            case 9 -> insert(text, deep(random), random);
            case 10 -> imports(random) + text;
            default -> text + marked(random);
        };
    }

    /// Without a line, with one twice, or with one of another file.
    private String withLine(String text, Random random) {
        List<String> changed = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        int at = random.nextInt(changed.size());
        switch (random.nextInt(3)) {
            case 0 -> changed.remove(at);
            case 1 -> changed.add(random.nextInt(changed.size()), changed.get(at));
            default -> changed.add(at, pick(lines, random));
        }
        return String.join("\n", changed);
    }

    private static String withValue(String text, Random random) {
        List<String> changed = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        int at = random.nextInt(changed.size());
        String line = changed.get(at);
        int equals = line.indexOf('=');
        changed.set(at, line.substring(0, equals < 0 ? line.length() : equals + 1) + " " + pick(VALUES, random));
        return String.join("\n", changed);
    }

    private static String insert(String text, String what, Random random) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + what + text.substring(at);
    }

    /// With one bracket or quotation mark turned into another.
    private static String swapped(String text, Random random) {
        String marks = "{}[]\"=,$.";
        List<Integer> places =
                text.chars().filter(c -> marks.indexOf(c) >= 0).boxed().collect(Collectors.toList());
        if (places.isEmpty()) {
            return text;
        }
        int nth = random.nextInt(places.size());
        int at = 0;
        for (; at < text.length(); at++) {
            if (marks.indexOf(text.charAt(at)) >= 0 && nth-- == 0) {
                break;
            }
        }
        return text.substring(0, at) + marks.charAt(random.nextInt(marks.length())) + text.substring(at + 1);
    }

    private static String deep(Random random) {
        int depth = 1 << random.nextInt(15);
        return switch (random.nextInt(9)) {
            case 0 -> "\nlet.deep " + "{ a ".repeat(depth) + "= 1" + "}".repeat(depth) + "\n";
            case 1 -> "\nlet.deep = " + "[".repeat(depth) + "]".repeat(depth) + "\n";
            case 2 -> "\nlet" + ".a".repeat(depth) + " = 1\n";
            case 3 -> "\nlet.long = " + "long ".repeat(depth) + "\n";
            case 4 -> "\nlet.many = [" + "${let.many2}, ".repeat(Math.min(depth, 500)) + "]\nlet.many2 = 1\n";
            case 5 -> repeated("let.double", "@@", Math.min(depth, 60));
            case 6 -> repeated("let.chain", "@", Math.min(depth, 2048));
            case 7 -> repeated("let.nested", "{ a = @ }", Math.min(depth, 2048));
            default -> "\n" + "#".repeat(depth) + "\n";
        };
    }

    /// Values each of which refers to the one before, where `@` stands.
    private static String repeated(String name, String value, int times) {
        StringBuilder text = new StringBuilder("\n" + name + "0 = laughter\n");
        for (int i = 1; i < times; i++) {
            text.append(name)
                    .append(i)
                    .append(" = ")
                    .append(value.replace("@", "${" + name + (i - 1) + "}"))
                    .append('\n');
        }
        return text.toString();
    }

    private String imports(Random random) {
        String what =
                switch (random.nextInt(10)) {
                    case 0 -> "machine.conf";
                    case 1 -> "missing.conf";
                    case 2 -> "..";
                    case 3 -> "\"../*/machine.conf\"";
                    case 4 -> "\"a\\u0000b\"";
                    case 5 -> "\"" + "x".repeat(5000) + "\"";
                    case 6 -> "\"../" + pick(names, random) + "\"";
                    case 7 -> "\"[?*\"";
                    case 8 -> "[]";
                    default -> "\"/dev/null\", \"/\", \"\", \"~\", \".\", \"https://example.org/a.conf\"";
                };
        return "imports = [" + what + "]\n";
    }

    private String marked(Random random) {
        String content = "{ " + option(random) + " = " + pick(VALUES, random) + " }";
        return "\n"
                + switch (random.nextInt(7)) {
                    case 0 -> "force " + content;
                    case 1 -> "default = " + pick(VALUES, random);
                    case 2 -> "priority." + pick(List.of("1", "-1", "99999", "x", "\"\""), random) + " " + content;
                    case 3 -> "when = [" + content + ", { if = ${" + option(random) + "} }]";
                    case 4 -> "if = " + pick(VALUES, random);
                    case 5 -> "before " + content + "\nafter " + content;
                    default -> "modules = " + pick(VALUES, random);
                }
                + "\n";
    }

    static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }
}
