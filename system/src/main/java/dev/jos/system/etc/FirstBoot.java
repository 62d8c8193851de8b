package dev.jos.system.etc;

import java.io.IOException;

/// Lets units that make a machine's own secrets run when they have to.
///
/// To systemd no boot of ours is a first boot, because the initrd has given the machine its id already: what a unit
/// makes on a first boot is made when it is missing.
final class FirstBoot {

    private static final String KEY_GENERATION = "usr/lib/systemd/system/sshd-keygen.service";

    private FirstBoot() {}

    static void write(Additions additions) throws IOException {
        if (additions.node(KEY_GENERATION).isEmpty()) {
            return;
        }
        // No RSA key: making one takes many seconds on a slow machine, and clients have known the others since 2014.
        additions.file("etc/systemd/system/sshd-keygen.service.d/10-jos.conf", """
                [Unit]
                ConditionFirstBoot=
                ConditionPathExists=!/etc/ssh/ssh_host_ed25519_key

                [Service]
                ExecStart=
                ExecStart=/usr/bin/ssh-keygen -q -t ecdsa -N "" -f /etc/ssh/ssh_host_ecdsa_key
                ExecStart=/usr/bin/ssh-keygen -q -t ed25519 -N "" -f /etc/ssh/ssh_host_ed25519_key
                """);
    }
}
