package dev.jos.packages.deb;

import dev.jos.packages.ControlFile;
import dev.jos.packages.deb.xz.DecodingHelpers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The control archive of a package: its `control` file, maintainer scripts, lists and triggers.
final class DebControl {

    private static final String CONTROL = "control";
    private static final String REMOVE = "remove-on-upgrade ";

    private final ControlFile control;
    private final SortedMap<String, String> members;

    private DebControl(ControlFile control, SortedMap<String, String> members) {
        this.control = control;
        this.members = members;
    }

    /// Reads a compressed control archive.
    static DebControl read(byte[] archive, Compression compression) throws IOException {
        SortedMap<String, String> members = new TreeMap<>();
        try (InputStream plain = compression.decompress(new ByteArrayInputStream(archive), DecodingHelpers.NONE)) {
            TarReader tar = new TarReader(plain, TarLimits.CONTROL);
            for (Optional<TarMember> next = tar.next(); next.isPresent(); next = tar.next()) {
                TarMember member = next.get();
                String name = MemberPath.clean(member.path());
                if (member.type() == TarMember.Type.FILE && name.indexOf('/') < 0) {
                    String text = new String(tar.content().readAllBytes(), StandardCharsets.UTF_8);
                    if (members.put(name, text) != null) {
                        throw new ArchiveDamage(member.path(), "it occurs twice");
                    }
                } else if (member.type() != TarMember.Type.DIRECTORY) {
                    throw new ArchiveDamage(member.path(), "only plain files belong into the control archive");
                }
            }
        }
        if (!members.containsKey(CONTROL)) {
            throw new ArchiveDamage("", "its control archive has no file `control`");
        }
        return new DebControl(ControlFile.parse(members.getOrDefault(CONTROL, "")), members);
    }

    ControlFile control() {
        return control;
    }

    /// The text of every member by its name, such as `postinst`; bytes that are no UTF-8 are replaced.
    Map<String, String> members() {
        return members;
    }

    /// The configuration files, as merged paths relative to the root; `remove-on-upgrade` selects those that the
    /// package no
    /// longer ships and wants removed (deb-conffiles(5)).
    SortedSet<String> conffiles(boolean removeOnUpgrade) throws ArchiveDamage {
        SortedSet<String> paths = new TreeSet<>();
        for (String line : members.getOrDefault("conffiles", "").split("\n", -1)) {
            String entry = line.strip();
            boolean removed = entry.startsWith(REMOVE);
            String path = removed ? entry.substring(REMOVE.length()).strip() : entry;
            if (path.isEmpty() || removed != removeOnUpgrade) {
                continue;
            }
            if (!path.startsWith("/")) {
                throw new ArchiveDamage("conffiles", "`%s` is no absolute path".formatted(path));
            }
            paths.add(UsrMerge.path(MemberPath.clean(path.substring(1))));
        }
        return paths;
    }
}
