package dev.jos.bootloader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// GRUB, as far as the menus of jos use its language.
final class SimulatedGrub implements SimulatedLoader {

    private static final Pattern TEST = Pattern.compile("if \\[ \"\\$(\\w+)\" != \"(\\w+)\" \\]; then");
    private static final Pattern CHOICE = Pattern.compile("  if \\[ -z \"\\$chosen\" \\]; then set chosen=(\\d+); fi");
    private static final int BLOCK = 1024;

    private final Path root;

    private record Entry(String title, String variable, List<String> files) {}

    SimulatedGrub(Path root) {
        this.root = root;
    }

    @Override
    public String starts() throws IOException {
        return choose().title();
    }

    @Override
    public String boot() throws IOException {
        Entry chosen = choose();
        Map<String, String> variables = environment();
        String left = variables.getOrDefault(chosen.variable(), "");
        if (left.startsWith("x")) {
            variables.put(chosen.variable(), left.length() == 1 ? "none" : left.substring(1));
            var text = new StringBuilder("# GRUB Environment Block\n");
            variables.forEach(
                    (name, value) -> text.append(name).append('=').append(value).append('\n'));
            Files.writeString(
                    root.resolve("grub/grubenv"),
                    text + "#".repeat(BLOCK - text.length()),
                    StandardCharsets.ISO_8859_1);
        }
        return chosen.title();
    }

    private Entry choose() throws IOException {
        Map<String, String> variables = environment();
        List<Entry> entries = new ArrayList<>();
        int chosen = -1;
        boolean holds = false;
        for (String line : Files.readAllLines(root.resolve("grub/grub.cfg"))) {
            Matcher test = TEST.matcher(line);
            Matcher choice = CHOICE.matcher(line);
            if (test.matches()) {
                holds = !variables.getOrDefault(test.group(1), "").equals(test.group(2));
            } else if (choice.matches() && holds && chosen < 0) {
                chosen = Integer.parseInt(choice.group(1));
            } else if (line.startsWith("menuentry '")) {
                String title = line.substring("menuentry '".length(), line.indexOf(" ("));
                entries.add(
                        new Entry(title, "jos_" + line.replaceAll(".*--id jos-(\\d+) .*", "$1"), new ArrayList<>()));
            } else if (line.startsWith("  linux ") || line.startsWith("  initrd ")) {
                entries.getLast().files().add(line.strip().split(" ", -1)[1]);
            }
        }
        Entry entry = entries.get(Math.max(chosen, 0));
        for (String file : entry.files()) {
            WholeFile.check(root, file);
        }
        return entry;
    }

    private Map<String, String> environment() throws IOException {
        Map<String, String> variables = new TreeMap<>();
        Path file = root.resolve("grub/grubenv");
        if (Files.exists(file)) {
            if (Files.size(file) != BLOCK) {
                throw new IllegalStateException("not an environment block");
            }
            for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                String[] pair = line.split("=", 2);
                if (pair.length == 2 && !line.startsWith("#")) {
                    variables.put(pair[0], pair[1]);
                }
            }
        }
        return variables;
    }
}
