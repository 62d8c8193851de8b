package dev.jos.interfaces;

import dev.jos.interfaces.elf.ElfAbi;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/// The directories in which Debian's dynamic linker looks, and the form in which paths are compared: relative to
/// the root,
/// without `.` and `..`, usr-merged.
public final class LibraryPath {

    private static final Set<String> MERGED = Set.of("bin", "sbin", "lib", "lib32", "lib64", "libo32", "libx32");

    private LibraryPath() {}

    /// The directories that `ld.so` searches without being told, in order.
    public static List<String> defaults(ElfAbi abi) {
        String triplet = triplet(abi);
        List<String> directories = new ArrayList<>();
        if (!triplet.isEmpty()) {
            directories.add("usr/lib/" + triplet);
        }
        directories.add("usr/lib");
        switch (abi.name()) {
            case "i386" -> directories.add("usr/lib32");
            case "x32" -> directories.add("usr/libx32");
            default -> {
                if (abi.bits() == 64) {
                    directories.add("usr/lib64");
                }
            }
        }
        return directories;
    }

    /// Debian's multiarch triplet, empty if unknown.
    static String triplet(ElfAbi abi) {
        return switch (abi.name()) {
            case "x86_64" -> "x86_64-linux-gnu";
            case "aarch64" -> "aarch64-linux-gnu";
            case "i386" -> "i386-linux-gnu";
            case "x32" -> "x86_64-linux-gnux32";
            case "arm" -> "arm-linux-gnueabihf";
            default -> "";
        };
    }

    /// The comparable form of a path, absolute or relative to the root.
    public static String normalize(String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        String first = parts.peekFirst();
        if (first != null && MERGED.contains(first)) {
            parts.addFirst("usr");
        }
        return String.join("/", parts);
    }

    /// A run path's directory for the object at `path`; `$ORIGIN` and `$LIB` replaced (ld.so(8)).
    static String expand(String directory, String path, ElfAbi abi) {
        String origin = "/" + parent(path);
        String library = "lib/" + triplet(abi);
        return normalize(directory
                .replace("${ORIGIN}", origin)
                .replace("$ORIGIN", origin)
                .replace("${LIB}", library)
                .replace("$LIB", library));
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// Whether a file of this name can be a library that others need: `libfoo.so`, `libfoo.so.1`.
    public static boolean looksLikeLibrary(String path) {
        String name = name(path);
        return name.endsWith(".so") || name.contains(".so.");
    }
}
