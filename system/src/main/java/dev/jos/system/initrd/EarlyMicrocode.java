package dev.jos.system.initrd;

import dev.jos.host.Sha256;
import dev.jos.modules.Microcode;
import dev.jos.store.Attributes;
import dev.jos.store.ContentSource;
import dev.jos.store.CpioArchive;
import dev.jos.store.Entry;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The archive with microcode that stands, uncompressed, before an initrd: the kernel finds it by its fixed names
/// before it can unpack anything (`Documentation/arch/x86/microcode.rst` of Linux).
///
/// A vendor's file is simply all of its files one after the other; the kernel takes what fits the processor.
final class EarlyMicrocode {

    private static final String EARLY = ".initramfs";

    private final Tree system;
    private final ContentSource store;

    EarlyMicrocode(Tree system, ContentSource store) {
        this.system = system;
        this.store = store;
    }

    /// Writes the archive; nothing if no microcode is wanted.
    ///
    /// @throws IOException also if the system has none of a vendor's files
    void write(List<Microcode> wanted, ByteArrayOutputStream out) throws IOException {
        if (wanted.isEmpty()) {
            return;
        }
        TreeBuilder archive = Tree.builder();
        Map<ObjectId, byte[]> contents = new HashMap<>();
        for (Microcode each : wanted) {
            byte[] content = concatenated(each);
            ObjectId id = new ObjectId(Sha256.of(content), false);
            contents.put(id, content);
            archive.put(target(each.vendor()), new RegularFile(Attributes.of(0644), id, content.length));
        }
        CpioArchive.write(archive.build(), id -> new ByteArrayInputStream(contents.getOrDefault(id, new byte[0])), out);
    }

    /// The files that are taken, in order.
    List<Entry> files(List<Microcode> wanted) {
        var files = new ArrayList<Entry>();
        for (Microcode each : wanted) {
            for (Entry entry : system.children(source(each.vendor()))) {
                if (entry.node() instanceof RegularFile && isWanted(entry.name(), each)) {
                    files.add(entry);
                }
            }
        }
        return files;
    }

    private byte[] concatenated(Microcode wanted) throws IOException {
        List<Entry> files = files(List.of(wanted));
        var missing = new TreeSet<>(wanted.models());
        files.forEach(file -> missing.remove(model(file.name())));
        if (files.isEmpty() || !missing.isEmpty()) {
            throw new IOException("the system has no microcode in /" + source(wanted.vendor())
                    + (missing.isEmpty() ? "" : " for " + String.join(", ", missing)));
        }
        var all = new ByteArrayOutputStream();
        for (Entry entry : files) {
            if (entry.node() instanceof RegularFile file) {
                try (InputStream in = store.open(file.content())) {
                    in.transferTo(all);
                }
            }
        }
        return all.toByteArray();
    }

    private static boolean isWanted(String name, Microcode microcode) {
        return switch (microcode.vendor()) {
            case INTEL -> microcode.models().isEmpty() || microcode.models().contains(model(name));
            case AMD -> name.endsWith(".bin");
        };
    }

    /// Debian marks files that the kernel must not load later than here.
    private static String model(String name) {
        return name.endsWith(EARLY) ? name.substring(0, name.length() - EARLY.length()) : name;
    }

    private static String source(Microcode.Vendor vendor) {
        return switch (vendor) {
            case INTEL -> "usr/lib/firmware/intel-ucode";
            case AMD -> "usr/lib/firmware/amd-ucode";
        };
    }

    private static String target(Microcode.Vendor vendor) {
        return "kernel/x86/microcode/"
                + switch (vendor) {
                    case INTEL -> "GenuineIntel.bin";
                    case AMD -> "AuthenticAMD.bin";
                };
    }
}
