package dev.jos.bootloader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// U-Boot with an `extlinux.conf`: the default label, or the first whose kernel is there.
final class SimulatedExtlinux implements SimulatedLoader {

    private final Path root;

    SimulatedExtlinux(Path root) {
        this.root = root;
    }

    @Override
    public String starts() throws IOException {
        Map<String, Map<String, String>> labels = new LinkedHashMap<>();
        Map<String, String> global = new LinkedHashMap<>();
        Map<String, String> current = global;
        for (String line : Files.readAllLines(root.resolve("extlinux/extlinux.conf"))) {
            String[] words =
                    line.strip().replaceFirst("^menu label", "menulabel").split("\\s+", 2);
            if (words[0].equals("label")) {
                current = new LinkedHashMap<>();
                labels.put(words[1], current);
            } else if (words.length == 2 && !words[0].startsWith("#")) {
                current.put(words[0], words[1]);
            }
        }
        Map<String, String> chosen = labels.getOrDefault(global.getOrDefault("default", ""), Map.of());
        WholeFile.check(root, chosen.getOrDefault("linux", "/missing"));
        WholeFile.check(root, chosen.getOrDefault("initrd", "/missing"));
        return chosen.getOrDefault("menulabel", "").replaceFirst(" \\(.*", "");
    }

    @Override
    public String boot() throws IOException {
        return starts();
    }
}
