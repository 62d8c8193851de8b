package dev.jos.packages.tools;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a program in a sandbox sees of the machine beside its own read-only `/usr` and `/etc` and an empty `/tmp`.
///
/// @param binds files and directories of the machine, mounted in this order
/// @param network whether it shares the machine's network; else it has none
/// @param user who it is there; whoever that is, it has the rights of the one who runs jos and no more
public record Confinement(List<Bind> binds, boolean network, User user) {

    /// Sees nothing.
    public static final Confinement NONE = new Confinement(List.of(), false, User.ROOT);

    /// Who a program is in its sandbox.
    public enum User {
        /// Root of its own user namespace, which may mount and change owners there.
        ROOT,
        /// User 1000, without any capability and without a terminal: who builds.
        BUILDER
    }

    /// How a file or directory of the machine is seen.
    public enum Access {
        READ_ONLY,
        WRITABLE,
        /// A device node, which can be opened as such.
        DEVICE
    }

    /// One file or directory of the machine.
    ///
    /// @param target the absolute path in the sandbox
    public record Bind(Path source, String target, Access access) {

        public Bind {
            if (!target.startsWith("/")) {
                throw new IllegalArgumentException("`" + target + "` is not absolute");
            }
            source = source.toAbsolutePath();
        }
    }

    public Confinement {
        binds = List.copyOf(binds);
    }

    /// Also sees `source` at `target`, and cannot change it.
    public Confinement reading(Path source, String target) {
        return with(new Bind(source, target, Access.READ_ONLY));
    }

    /// Also sees `source` at `target`, and can change it.
    public Confinement writing(Path source, String target) {
        return with(new Bind(source, target, Access.WRITABLE));
    }

    /// Also sees the device node `path` at its own place.
    public Confinement device(Path path) {
        return with(new Bind(path, path.toString(), Access.DEVICE));
    }

    /// Shares the network of the machine.
    public Confinement sharingNetwork() {
        return new Confinement(binds, true, user);
    }

    /// Is an ordinary user.
    public Confinement asBuilder() {
        return new Confinement(binds, network, User.BUILDER);
    }

    private Confinement with(Bind bind) {
        List<Bind> more = new ArrayList<>(binds);
        more.add(bind);
        return new Confinement(more, network, user);
    }
}
