package dev.jos.packages.debian;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;

/// File capabilities in the form the kernel keeps them: `struct vfs_cap_data`, revision 2; capabilities(7).
final class FileCapabilities {

    static final String ATTRIBUTE = "security.capability";

    private static final int REVISION_2 = 0x02000000;
    private static final int EFFECTIVE = 1;

    /// In the order of their numbers; linux/capability.h.
    private static final List<String> NAMES = List.of(
            "chown",
            "dac_override",
            "dac_read_search",
            "fowner",
            "fsetid",
            "kill",
            "setgid",
            "setuid",
            "setpcap",
            "linux_immutable",
            "net_bind_service",
            "net_broadcast",
            "net_admin",
            "net_raw",
            "ipc_lock",
            "ipc_owner",
            "sys_module",
            "sys_rawio",
            "sys_chroot",
            "sys_ptrace",
            "sys_pacct",
            "sys_admin",
            "sys_boot",
            "sys_nice",
            "sys_resource",
            "sys_time",
            "sys_tty_config",
            "mknod",
            "lease",
            "audit_write",
            "audit_control",
            "setfcap",
            "mac_override",
            "mac_admin",
            "syslog",
            "wake_alarm",
            "block_suspend",
            "audit_read",
            "perfmon",
            "bpf",
            "checkpoint_restore");

    private FileCapabilities() {}

    /// Reads the form `cap_net_raw,cap_net_admin+ep` (or `=ep`) of cap_from_text(3).
    ///
    /// @throws IllegalArgumentException if it is in no such form
    static byte[] parse(String text) {
        long permitted = 0;
        long inheritable = 0;
        boolean effective = false;
        for (String clause : text.strip().split("\\s+", -1)) {
            int operator = Math.max(clause.indexOf('+'), clause.indexOf('='));
            if (operator < 0) {
                throw new IllegalArgumentException("`" + text + "` are no capabilities");
            }
            long capabilities = 0;
            for (String name : clause.substring(0, operator).split(",", -1)) {
                capabilities |= 1L << number(name, text);
            }
            String flags = clause.substring(operator + 1);
            permitted |= flags.contains("p") ? capabilities : 0;
            inheritable |= flags.contains("i") ? capabilities : 0;
            effective |= flags.contains("e");
        }
        return ByteBuffer.allocate(20)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(REVISION_2 | (effective ? EFFECTIVE : 0))
                .putInt((int) permitted)
                .putInt((int) inheritable)
                .putInt((int) (permitted >>> 32))
                .putInt((int) (inheritable >>> 32))
                .array();
    }

    private static int number(String name, String text) {
        int number = NAMES.indexOf(name.toLowerCase(Locale.ROOT).replaceFirst("^cap_", ""));
        if (number < 0) {
            throw new IllegalArgumentException("`" + text + "` names an unknown capability");
        }
        return number;
    }
}
