package dev.jos.system.etc;

import dev.jos.modules.FileSystem;
import dev.jos.modules.SwapDevice;
import java.util.Collection;
import java.util.List;

/// Renders `/etc/fstab`; see fstab(5).
final class Fstab {

    private Fstab() {}

    static String render(Collection<FileSystem> fileSystems, Collection<SwapDevice> swaps) {
        var text =
                new StringBuilder("# The configuration of this machine says what to mount; changes here are lost.\n");
        for (FileSystem mount : fileSystems) {
            // The initrd mounts the root, from where the command line says; a test machine has it elsewhere.
            if (mount.mountPoint().equals("/")) {
                continue;
            }
            line(text, mount.device(), mount.mountPoint(), mount.type(), mount.options(), pass(mount));
        }
        for (SwapDevice swap : swaps) {
            line(text, swap.device(), "none", "swap", swap.options(), 0);
        }
        return text.toString();
    }

    /// What the initrd mounts it has checked, too.
    private static int pass(FileSystem mount) {
        return mount.neededForBoot() ? 0 : mount.checkPass();
    }

    private static void line(
            StringBuilder text, String device, String target, String type, List<String> options, int pass) {
        String joined = options.isEmpty() ? "defaults" : String.join(",", options);
        text.append(String.join(" ", escape(device), escape(target), type, escape(joined), "0", Integer.toString(pass)))
                .append('\n');
    }

    /// Spaces and the like are written in octal.
    private static String escape(String field) {
        var escaped = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c <= ' ' || c == '\\' || c == '#') {
                escaped.append('\\').append("%03o".formatted((int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
