package dev.jos.packages.scripts;

/// The `triggers` control file; deb-triggers(5).
final class TriggersFile {

    private TriggersFile() {}

    static void read(String text, Declarations.Builder into) {
        for (String line : text.split("\n", -1)) {
            String[] words = line.replaceFirst("#.*", "").strip().split("\\s+", -1);
            if (words.length == 2) {
                if (words[0].startsWith("activate")) {
                    into.trigger(words[1]);
                } else if (words[0].startsWith("interest")) {
                    into.interest(words[1]);
                }
            }
        }
    }
}
