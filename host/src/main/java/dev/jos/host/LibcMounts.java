package dev.jos.host;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import org.jspecify.annotations.Nullable;

/// The calls of fsopen(2) and its relatives, which the C library has since glibc 2.36. Apart from [Libc], so that all
/// else works without them.
final class LibcMounts {

    static final int FSOPEN_CLOEXEC = 1;
    static final int FSMOUNT_CLOEXEC = 1;
    static final int FSCONFIG_SET_FLAG = 0;
    static final int FSCONFIG_SET_STRING = 1;
    static final int FSCONFIG_CMD_CREATE = 6;
    static final int MOUNT_ATTR_RDONLY = 1;
    static final int OPEN_TREE_CLONE = 1;
    static final int MOVE_MOUNT_F_EMPTY_PATH = 0x4;
    static final int MOVE_MOUNT_BENEATH = 0x200;
    static final int MNT_DETACH = 2;
    static final int UMOUNT_NOFOLLOW = 8;

    static {
        Native.register(LibcMounts.class, NativeLibrary.getProcess());
    }

    private LibcMounts() {}

    static native int fsopen(String type, int flags) throws LastErrorException;

    static native int fsconfig(int context, int command, @Nullable String key, @Nullable String value, int aux)
            throws LastErrorException;

    static native int fsmount(int context, int flags, int attributes) throws LastErrorException;

    static native int open_tree(int directory, String path, int flags) throws LastErrorException;

    static native int move_mount(int fromDirectory, String from, int toDirectory, String to, int flags)
            throws LastErrorException;

    static native int umount2(String target, int flags) throws LastErrorException;

    static native NativeLong read(int descriptor, byte[] buffer, NativeLong length) throws LastErrorException;
}
