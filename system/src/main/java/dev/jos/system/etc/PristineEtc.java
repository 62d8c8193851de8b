package dev.jos.system.etc;

import dev.jos.modules.SystemDefinition;
import dev.jos.store.Attributes;
import dev.jos.system.accounts.AccountTables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Writes the part of `/etc` that follows from the configuration as a whole: names, accounts, mounts and settings.
///
/// What a module of the configuration wrote to the same path holds; see [ConfiguredFiles], which comes after.
public final class PristineEtc {

    private final SystemDefinition definition;
    private final AccountTables accounts;
    private final Additions additions;

    public PristineEtc(SystemDefinition definition, AccountTables accounts, Additions additions) {
        this.definition = definition;
        this.accounts = accounts;
        this.additions = additions;
    }

    public void write() throws IOException {
        writeAccounts();
        writeNames();
        writePrivateKeys();
        new SettingFiles(definition, additions).write();
        additions.file("etc/fstab", Fstab.render(definition.fileSystems(), definition.swapDevices()));
        // The same links that tmpfiles.d/debian.conf would otherwise make in the writable layer at every first boot.
        additions.link("etc/mtab", "../proc/self/mounts");
        additions.link("etc/default/locale", "../locale.conf");
        additions.link("etc/vconsole.conf", "default/keyboard");
        additions.fileIfAbsent("etc/locale.conf", "LANG=C.UTF-8\n");
        if (additions.node("etc/localtime").isEmpty()) {
            additions.link("etc/localtime", "/usr/share/zoneinfo/Etc/UTC");
        }
        // The first start writes a machine's own id, and nothing may come from elsewhere.
        additions.remove("etc/machine-id");
        additions.remove("etc/.updated");
        additions.remove("etc/.pwd.lock");
    }

    private void writeAccounts() throws IOException {
        int shadow = accounts.gid("shadow").orElse(0);
        Attributes secret = Attributes.of(0640).withOwner(0, shadow);
        additions.file("etc/passwd", accounts.passwd());
        additions.file("etc/group", accounts.group());
        additions.file("etc/shadow", bytes(accounts.shadow()), secret);
        additions.file("etc/gshadow", bytes(accounts.gshadow()), secret);
        additions.file("etc/subuid", accounts.subordinateIds());
        additions.file("etc/subgid", accounts.subordinateIds());
        for (String backup : new String[] {"passwd-", "group-", "shadow-", "gshadow-"}) {
            additions.remove("etc/" + backup);
        }
    }

    private void writePrivateKeys() {
        if (additions.node("etc/ssl/private").isPresent()) {
            int group = accounts.gid("ssl-cert").orElse(0);
            additions.directory("etc/ssl/private", Attributes.of(0710).withOwner(0, group));
        }
    }

    private void writeNames() throws IOException {
        String name = definition.hostname();
        int dot = name.indexOf('.');
        String names = dot < 0 ? name : name + " " + name.substring(0, dot);
        additions.file("etc/hostname", name + "\n");
        additions.file("etc/hosts", """
                127.0.0.1 localhost
                127.0.1.1 %s
                ::1 localhost ip6-localhost ip6-loopback
                ff02::1 ip6-allnodes
                ff02::2 ip6-allrouters
                """.formatted(names));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
