package dev.jos.host;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The mounts of the mount namespace that this process is in.
public final class LinuxMounts implements Mounts {

    /// The kernel tells one message a read, of at most a page.
    private static final int MESSAGE = 4096;

    @Override
    public Detached erofs(Path file) throws IOException {
        try (Context context = Context.open("erofs", file)) {
            context.set("source", file.toString());
            return context.mount(LibcMounts.MOUNT_ATTR_RDONLY);
        }
    }

    @Override
    public Detached overlay(String source, Overlay overlay) throws IOException {
        try (Context context = Context.open("overlay", overlay.lower().getFirst())) {
            context.set("source", source);
            for (Path each : overlay.lower()) {
                context.set("lowerdir+", each.toString());
            }
            for (Path each : overlay.data()) {
                context.set("datadir+", each.toString());
            }
            boolean stubs = !overlay.data().isEmpty();
            context.set("metacopy", stubs ? "on" : "off");
            context.set("redirect_dir", stubs ? "on" : "off");
            context.set("index", "off");
            if (overlay.upper().isEmpty()) {
                context.flag("ro");
                return context.mount(LibcMounts.MOUNT_ATTR_RDONLY);
            }
            context.set("upperdir", overlay.upper().get().directory().toString());
            context.set("workdir", overlay.upper().get().work().toString());
            return context.mount(0);
        }
    }

    @Override
    public Detached copyOf(Path directory) throws IOException {
        try {
            int flags = LibcMounts.OPEN_TREE_CLONE | Libc.O_CLOEXEC;
            return new Mount(LibcMounts.open_tree(Libc.AT_FDCWD, directory.toString(), flags));
        } catch (LastErrorException e) {
            throw Libc.failure("open_tree", e, directory, null);
        }
    }

    @Override
    public void attach(Detached mount, Path directory) throws IOException {
        move((Mount) mount, directory, LibcMounts.MOVE_MOUNT_F_EMPTY_PATH);
    }

    @Override
    public void attachBeneath(Detached mount, Path directory) throws IOException {
        move((Mount) mount, directory, LibcMounts.MOVE_MOUNT_F_EMPTY_PATH | LibcMounts.MOVE_MOUNT_BENEATH);
    }

    private static void move(Mount mount, Path directory, int flags) throws IOException {
        try {
            LibcMounts.move_mount(mount.number(), "", Libc.AT_FDCWD, directory.toString(), flags);
        } catch (LastErrorException e) {
            throw Libc.failure("move_mount", e, directory, null);
        }
    }

    @Override
    public void detach(Path directory) throws IOException {
        try {
            LibcMounts.umount2(directory.toString(), LibcMounts.MNT_DETACH | LibcMounts.UMOUNT_NOFOLLOW);
        } catch (LastErrorException e) {
            throw Libc.failure("umount2", e, directory, null);
        }
    }

    /// A descriptor of a mount; see fsmount(2) and open_tree(2).
    private static final class Mount implements Detached {

        private static final int CLOSED = -1;

        private final AtomicInteger number;

        Mount(int number) {
            this.number = new AtomicInteger(number);
        }

        int number() {
            return number.get();
        }

        @Override
        public void close() {
            int open = number.getAndSet(CLOSED);
            if (open != CLOSED) {
                Libc.close(open);
            }
        }
    }

    /// A file system that is being configured; see fsopen(2).
    ///
    /// @param about the path that messages name
    private record Context(int number, Path about) implements AutoCloseable {

        static Context open(String type, Path about) throws IOException {
            try {
                return new Context(LibcMounts.fsopen(type, LibcMounts.FSOPEN_CLOEXEC), about);
            } catch (LastErrorException e) {
                throw Libc.failure("fsopen", e, about, null);
            }
        }

        void set(String key, String value) throws IOException {
            configure(LibcMounts.FSCONFIG_SET_STRING, key, value);
        }

        void flag(String key) throws IOException {
            configure(LibcMounts.FSCONFIG_SET_FLAG, key, null);
        }

        Mount mount(int attributes) throws IOException {
            configure(LibcMounts.FSCONFIG_CMD_CREATE, null, null);
            try {
                return new Mount(LibcMounts.fsmount(number, LibcMounts.FSMOUNT_CLOEXEC, attributes));
            } catch (LastErrorException e) {
                throw failure("fsmount", e);
            }
        }

        private void configure(int command, @Nullable String key, @Nullable String value) throws IOException {
            try {
                LibcMounts.fsconfig(number, command, key, value, 0);
            } catch (LastErrorException e) {
                throw failure("fsconfig", e);
            }
        }

        /// What the kernel said about the failure, if anything.
        private IOException failure(String call, LastErrorException e) {
            byte[] message = new byte[MESSAGE];
            try {
                int length = LibcMounts.read(number, message, new NativeLong(MESSAGE))
                        .intValue();
                String words = new String(message, 0, length, StandardCharsets.UTF_8).strip();
                return new SystemCallFailed(call, e.getErrorCode(), about + ": " + words, null);
            } catch (LastErrorException _) {
                return Libc.failure(call, e, about, null);
            }
        }

        @Override
        public void close() {
            Libc.close(number);
        }
    }
}
