package dev.jos.packages.source;

import dev.jos.interfaces.ElfObject;
import dev.jos.interfaces.StubLibrary;
import dev.jos.packages.ControlFile;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.debian.Accounts;
import dev.jos.packages.debian.CompositionChoices;
import dev.jos.packages.debian.DebianComposition;
import dev.jos.packages.debian.DebianPackage;
import dev.jos.packages.debian.Diversions;
import dev.jos.packages.scripts.Declarations;
import dev.jos.store.Attributes;
import dev.jos.store.CollisionException;
import dev.jos.store.CollisionPolicy;
import dev.jos.store.Directory;
import dev.jos.store.Layer;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.StoreBatch;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import dev.jos.store.ViewComposer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// The hierarchy that a build sees as its `/`: packages, composed like a machine's, with what dpkg's tools look
/// for.
///
/// Without `/etc/dpkg/origins/default`, dpkg-buildflags(1) says nothing at all; without the `symbols` and
/// `shlibs` of libraries, dpkg-shlibdeps(1) finds no dependencies.
final class BuildRoot {

    /// Who builds.
    static final int USER = 1000;

    private static final String DATABASE = "usr/lib/jos/dpkg";
    private static final List<String> FOR_DEPENDENCIES = List.of("symbols", "shlibs");

    private static final Accounts ROOT_ONLY = new Accounts() {
        @Override
        public OptionalInt uid(String user) {
            return OptionalInt.of(0);
        }

        @Override
        public OptionalInt gid(String group) {
            return OptionalInt.of(0);
        }
    };

    private final Store store;

    BuildRoot(Store store) {
        this.store = store;
    }

    /// The tree of these packages; its contents are in the store then.
    ///
    /// @param links what stands in for libraries
    Tree compose(List<ImportedPackage> packages, DevelopmentLinks links) throws IOException {
        Declarations declarations = Declarations.merge(
                packages.stream().map(ImportedPackage::declarations).toList());
        List<Layer> layers = new ArrayList<>();
        List<DebianPackage> shipped = new ArrayList<>();
        for (ImportedPackage each : packages) {
            Tree tree = store.tree(each.tree());
            layers.add(new Layer(each.name(), Diversions.apply(each.name(), tree, declarations.diversions())));
            shipped.add(new DebianPackage(each.control(), tree, each.conffiles(), each.declarations()));
        }
        try (StoreBatch batch = store.batch()) {
            Tree merged = ViewComposer.compose(layers, CollisionPolicy.NONE).tree();
            Tree composed = new DebianComposition(store, batch::add, ROOT_ONLY)
                    .compose(merged, shipped, CompositionChoices.NONE)
                    .tree();
            Tree complete = completed(composed, packages, links, batch);
            batch.commit();
            return complete;
        } catch (CollisionException e) {
            throw new IOException("Packages to build with collide: " + e.getMessage(), e);
        }
    }

    private Tree completed(Tree composed, List<ImportedPackage> packages, DevelopmentLinks links, StoreBatch batch)
            throws IOException {
        TreeBuilder root = composed.toBuilder();
        for (ImportedPackage each : packages) {
            Map<String, String> members = each.controlMembers();
            for (String name : FOR_DEPENDENCIES) {
                String text = members.getOrDefault(name, "");
                if (!text.isEmpty()) {
                    put(root, DATABASE + "/info/" + infoName(each.control()) + "." + name, text, batch);
                }
            }
        }
        for (Map.Entry<String, ElfObject> each : links.stubs().entrySet()) {
            put(root, each.getKey(), StubLibrary.of(each.getValue()), batch);
        }
        for (Map.Entry<String, String> each : links.scripts().entrySet()) {
            put(root, each.getKey(), each.getValue().getBytes(StandardCharsets.ISO_8859_1), batch);
        }
        put(root, "etc/passwd", accounts(composed, "passwd", "build:x:%d:%d::/build:/bin/sh\n"), batch);
        put(root, "etc/group", accounts(composed, "group", "build:x:%d:\n"), batch);
        put(root, "etc/hosts", "127.0.0.1 localhost build\n", batch);
        put(root, "etc/mtab", "", batch);
        root.put("etc/dpkg/origins/default", Symlink.to("debian"));
        root.put("var", new Directory(Attributes.of(0755)));
        root.put("var/lib", new Directory(Attributes.of(0755)));
        root.put("var/lib/dpkg", Symlink.to("/" + DATABASE));
        root.put("var/tmp", Symlink.to("/tmp"));
        return root.build();
    }

    /// Debian's accounts and the one that builds.
    private String accounts(Tree composed, String table, String line) throws IOException {
        String masters =
                composed.node("usr/share/base-passwd/" + table + ".master").orElse(null) instanceof RegularFile file
                        ? text(file)
                        : "root:x:0:0:root:/root:/bin/sh\n";
        return masters.replace(":*:", ":x:") + line.formatted(USER, USER);
    }

    private String text(RegularFile file) throws IOException {
        try (InputStream in = store.open(file.content())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void put(TreeBuilder root, String path, String text, StoreBatch batch) throws IOException {
        put(root, path, text.getBytes(StandardCharsets.UTF_8), batch);
    }

    private static void put(TreeBuilder root, String path, byte[] content, StoreBatch batch) throws IOException {
        root.put(path, new RegularFile(Attributes.of(0644), batch.add(content, false), content.length));
    }

    /// dpkg's stem of a package's files in `info`.
    private static String infoName(ControlFile control) {
        return control.field("Multi-Arch").filter("same"::equals).isPresent()
                ? control.name() + ":" + control.architecture()
                : control.name();
    }
}
