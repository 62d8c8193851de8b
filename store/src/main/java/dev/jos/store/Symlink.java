package dev.jos.store;

import java.nio.charset.StandardCharsets;

/// A symbolic link. Linux gives every link the permissions 0777, whatever was asked for, and so does a tree.
///
/// @param target 1 to 4095 bytes of UTF-8 without NUL; relative or absolute, resolved by whoever follows it
public record Symlink(Attributes attributes, String target) implements Node {

    static final int MAX_TARGET = 4095;
    private static final int LINK_MODE = 0777;

    public Symlink {
        attributes = attributes.mode() == LINK_MODE ? attributes : attributes.withMode(LINK_MODE);
        if (target.isEmpty() || target.indexOf('\0') >= 0 || tooLong(target) || !TreePath.isWellFormed(target)) {
            throw new IllegalArgumentException(
                    "`" + target + "` is no link target: expected 1 to " + MAX_TARGET + " bytes of UTF-8 without NUL");
        }
    }

    /// A link of root.
    public static Symlink to(String target) {
        return new Symlink(Attributes.of(LINK_MODE), target);
    }

    @Override
    public Symlink with(Attributes changed) {
        return new Symlink(changed, target);
    }

    private static boolean tooLong(String target) {
        return target.length() > MAX_TARGET / 3 && target.getBytes(StandardCharsets.UTF_8).length > MAX_TARGET;
    }
}
