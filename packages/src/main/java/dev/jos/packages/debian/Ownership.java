package dev.jos.packages.debian;

import dev.jos.packages.scripts.CapabilityGrant;
import dev.jos.packages.scripts.Declarations;
import dev.jos.packages.scripts.ModeOverride;
import dev.jos.store.Attributes;
import dev.jos.store.Directory;
import dev.jos.store.Entry;
import dev.jos.store.Node;
import dev.jos.store.RegularFile;
import dev.jos.store.Symlink;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/// Gives files the owners, modes and capabilities that packages declare. Files that are not there are passed over.
final class Ownership {

    private final ViewFiles view;
    private final Accounts accounts;

    Ownership(ViewFiles view, Accounts accounts) {
        this.view = view;
        this.accounts = accounts;
    }

    void apply(Declarations declarations) throws IOException {
        for (ModeOverride override : declarations.modes()) {
            change(override.path(), override);
            if (override.recursive()) {
                for (Entry entry : view.build().below(override.path().substring(1))) {
                    change("/" + entry.path(), override);
                }
            }
        }
        for (CapabilityGrant grant : declarations.capabilities()) {
            Optional<Node> node = view.node(grant.path());
            if (node.isPresent()) {
                Attributes attributes = node.get().attributes();
                byte[] value = FileCapabilities.parse(grant.capabilities());
                view.put(
                        grant.path(),
                        node.get()
                                .with(attributes.withXattrs(
                                        attributes.xattrs().with(FileCapabilities.ATTRIBUTE, value))));
            }
        }
    }

    private void change(String path, ModeOverride override) throws IOException {
        Node node = view.node(path).orElse(null);
        if (node == null || node instanceof Symlink) {
            return;
        }
        Attributes attributes = node.attributes();
        int uid =
                override.user().map(name -> id(accounts.uid(name), name, path)).orElse(attributes.uid());
        int gid =
                override.group().map(name -> id(accounts.gid(name), name, path)).orElse(attributes.gid());
        boolean directory = node instanceof Directory;
        int mode =
                override.mode().map(m -> m.apply(attributes.mode(), directory)).orElse(attributes.mode());
        Attributes changed = attributes.withOwner(uid, gid).withMode(mode);
        view.put(path, node instanceof RegularFile file ? view.withMode(file, changed) : node.with(changed));
    }

    private int id(OptionalInt known, String name, String path) {
        if (name.matches("\\d{1,9}")) {
            return Integer.parseInt(name);
        }
        if (known.isPresent()) {
            return known.getAsInt();
        }
        view.remark("`" + path + "` stays with root: there is no account `" + name + "`.");
        return 0;
    }
}
