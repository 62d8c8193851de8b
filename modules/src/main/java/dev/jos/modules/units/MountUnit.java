package dev.jos.modules.units;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A mount: systemd.mount(5).
public final class MountUnit extends Unit<MountUnit> {

    MountUnit(String what, String where) {
        super(escape(where) + ".mount", "Mount", List.of("local-fs.target"));
        set("What", literally(what)).set("Where", literally(where));
    }

    @Override
    MountUnit self() {
        return this;
    }

    /// The type of the file system, as mount(8) takes it.
    public MountUnit type(String type) {
        return set("Type", type);
    }

    /// Options, as mount(8) takes them.
    public MountUnit options(String... options) {
        return set("Options", literally(String.join(",", options)));
    }

    /// How systemd-escape(1) names the unit of a path.
    static String escape(String path) {
        String inner = path.replaceAll("/+", "/").replaceAll("^/|/$", "");
        if (inner.isEmpty()) {
            return "-";
        }
        var name = new StringBuilder();
        for (byte each : inner.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || c == ':' || c == '_' || c == '.');
            if (c == '/') {
                name.append('-');
            } else if (plain && !(c == '.' && name.isEmpty())) {
                name.append(c);
            } else {
                name.append("\\x%02x".formatted((int) c));
            }
        }
        return name.toString();
    }
}
