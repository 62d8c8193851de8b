package dev.jos.system;

import dev.jos.modules.SystemDefinition;
import dev.jos.packages.scripts.Declarations;
import dev.jos.store.Entry;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import dev.jos.system.accounts.AccountPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Finds everybody who wants an account on a machine.
final class AccountSources {

    private static final String MASTERS = "usr/share/base-passwd/";
    private static final String SYSUSERS = "usr/lib/sysusers.d";

    private final Store store;

    AccountSources(Store store) {
        this.store = store;
    }

    /// Accounts of the configuration, of Debian's base, of `sysusers.d` and of packages' scripts.
    AccountPlan plan(SystemDefinition definition, Declarations declarations, Tree tree) throws IOException {
        var plan = new AccountPlan();
        plan.addConfigured(definition.users(), definition.groups());
        plan.addMasters(text(tree, MASTERS + "passwd.master"), text(tree, MASTERS + "group.master"));
        for (Entry entry : tree.children(SYSUSERS)) {
            if (entry.path().endsWith(".conf") && entry.node() instanceof RegularFile file) {
                plan.addSysusers(text(file));
            }
        }
        plan.addDeclared(declarations);
        return plan;
    }

    private String text(Tree tree, String path) throws IOException {
        if (tree.node(path).orElse(null) instanceof RegularFile file) {
            return text(file);
        }
        throw SystemProblem.missing(path, "lists the accounts every machine has");
    }

    private String text(RegularFile file) throws IOException {
        try (InputStream in = store.open(file.content())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
