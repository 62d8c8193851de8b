package dev.jos.packages.debian;

import dev.jos.host.Background;
import dev.jos.packages.ControlFile;
import dev.jos.packages.scripts.Alternative;
import dev.jos.packages.scripts.Diversion;
import dev.jos.store.Entry;
import dev.jos.store.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The dpkg database of a view, in the files dpkg-query(1) and scanners read: `status`, `info/*.list`,
/// `info/*.conffiles`, `diversions` and `alternatives/*`. It says what is there; nothing can be installed through it.
final class PackageDatabase {

    /// Where it lies, relative to the root; `/var/lib/dpkg` is a link to it.
    static final String DIRECTORY = "usr/lib/jos/dpkg";

    /// The package without files that provides what jos stands for: without it, packages would seem to lack something.
    private static final String STAND_IN = "jos-provided";

    private final ViewFiles view;

    PackageDatabase(ViewFiles view) {
        this.view = view;
    }

    void write(
            List<DebianPackage> packages,
            Set<String> provided,
            List<Diversion> diversions,
            Map<String, List<Alternative>> alternatives)
            throws IOException {
        List<DebianPackage> sorted = new ArrayList<>(packages);
        sorted.sort(Comparator.comparing(DebianPackage::name));
        StringBuilder status = new StringBuilder();
        for (Section each : sections(sorted)) {
            status.append(each.status());
            each.info().forEach((name, file) -> view.put("/" + DIRECTORY + "/info/" + name, file));
        }
        if (!provided.isEmpty()) {
            status.append(standIn(provided));
            write("info/" + STAND_IN + ".list", "/.\n");
        }
        write("status", status.toString());
        write("available", "");
        write("info/format", "1\n");
        write("diversions", diversions(diversions));
        write("statoverride", "");
        String architecture = sorted.stream()
                .map(each -> each.control().architecture())
                .filter(name -> !name.equals("all"))
                .findFirst()
                .orElse("all");
        write("arch", architecture + "\n");
        write("arch-native", architecture + "\n");
        for (Map.Entry<String, List<Alternative>> alternative : alternatives.entrySet()) {
            write("alternatives/" + alternative.getKey(), alternative(alternative.getValue()));
        }
    }

    /// What one package has in the database: its part of `status`, and its files in `info` by name.
    private record Section(String status, Map<String, RegularFile> info) {}

    /// The sections of all packages, in their order; made on all processors.
    private List<Section> sections(List<DebianPackage> packages) throws IOException {
        List<Background.Result<Section>> making = new ArrayList<>();
        try (Background background = Background.onAllProcessors()) {
            packages.forEach(each -> making.add(background.start(() -> section(each))));
        }
        List<Section> sections = new ArrayList<>();
        for (Background.Result<Section> each : making) {
            sections.add(each.get());
        }
        return sections;
    }

    private Section section(DebianPackage each) throws IOException {
        String name = infoName(each.control());
        Map<String, RegularFile> info = new TreeMap<>();
        info.put(name + ".list", file(list(each)));
        if (!each.conffiles().isEmpty()) {
            info.put(name + ".conffiles", file("/" + String.join("\n/", each.conffiles()) + "\n"));
        }
        return new Section(status(each), info);
    }

    private RegularFile file(String text) throws IOException {
        return view.file(text.getBytes(StandardCharsets.UTF_8), 0644);
    }

    private void write(String name, String text) throws IOException {
        view.write("/" + DIRECTORY + "/" + name, text, 0644);
    }

    /// The stem of a package's files in `info`: with the architecture where several may be installed at once.
    private static String infoName(ControlFile control) {
        boolean several = control.field("Multi-Arch").filter("same"::equals).isPresent();
        return several ? control.name() + ":" + control.architecture() : control.name();
    }

    private static String list(DebianPackage each) {
        StringBuilder list = new StringBuilder("/.\n");
        for (Entry entry : each.tree().entries()) {
            if (!entry.path().isEmpty()) {
                list.append('/').append(entry.path()).append('\n');
            }
        }
        return list.toString();
    }

    private String status(DebianPackage each) throws IOException {
        StringBuilder status = new StringBuilder();
        for (Map.Entry<String, String> field : each.control().fields().entrySet()) {
            status.append(field.getKey())
                    .append(": ")
                    .append(field.getValue().replace("\n", "\n "))
                    .append('\n');
            if (field.getKey().equalsIgnoreCase("Package")) {
                status.append("Status: install ok installed\n");
            }
        }
        if (!each.conffiles().isEmpty()) {
            status.append("Conffiles:\n");
            for (String conffile : each.conffiles()) {
                if (each.tree().node(conffile).orElse(null) instanceof RegularFile) {
                    status.append(" /")
                            .append(conffile)
                            .append(' ')
                            .append(md5(conffile))
                            .append('\n');
                }
            }
        }
        return status.append('\n').toString();
    }

    private static String standIn(Set<String> provided) {
        return """
                Package: %s
                Status: install ok installed
                Priority: optional
                Section: admin
                Installed-Size: 0
                Maintainer: jos
                Architecture: all
                Version: 1
                Provides: %s
                Description: names that packages need and jos itself stands for

                """.formatted(STAND_IN, String.join(", ", provided));
    }

    private String md5(String conffile) throws IOException {
        try {
            byte[] content = view.bytes("/" + conffile).orElse(new byte[0]);
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has MD5", impossible);
        }
    }

    private static String diversions(List<Diversion> diversions) {
        StringBuilder text = new StringBuilder();
        for (Diversion each : diversions) {
            text.append(each.path())
                    .append('\n')
                    .append(each.divertedTo())
                    .append('\n')
                    .append(each.by())
                    .append('\n');
        }
        return text.toString();
    }

    /// The administrative file of update-alternatives(1), always in automatic mode.
    private static String alternative(List<Alternative> candidates) {
        Alternative chosen = candidates.getFirst();
        StringBuilder text = new StringBuilder("auto\n").append(chosen.link()).append('\n');
        List<String> slaves = new ArrayList<>();
        for (Alternative candidate : candidates) {
            for (Alternative.Slave slave : candidate.slaves()) {
                if (!slaves.contains(slave.name())) {
                    slaves.add(slave.name());
                    text.append(slave.name()).append('\n').append(slave.link()).append('\n');
                }
            }
        }
        text.append('\n');
        candidates.stream().sorted(Comparator.comparing(Alternative::path)).forEach(candidate -> {
            text.append(candidate.path())
                    .append('\n')
                    .append(candidate.priority())
                    .append('\n');
            for (String name : slaves) {
                text.append(candidate.slaves().stream()
                                .filter(slave -> slave.name().equals(name))
                                .map(Alternative.Slave::path)
                                .findFirst()
                                .orElse(""))
                        .append('\n');
            }
        });
        return text.append('\n').toString();
    }
}
