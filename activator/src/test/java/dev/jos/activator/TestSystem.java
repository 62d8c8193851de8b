package dev.jos.activator;

import dev.jos.activator.plan.SwitchPlanner.Side;
import dev.jos.host.Sha256;
import dev.jos.store.Directory;
import dev.jos.store.Node;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import dev.jos.store.testing.InMemoryContents;
import dev.jos.system.BlobReference;
import dev.jos.system.GenerationManifest;
import dev.jos.system.KernelReference;
import dev.jos.system.SystemGeneration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A system of a few files, for plans.
public final class TestSystem {

    private final InMemoryContents contents;
    private final SortedMap<String, Node> nodes = new TreeMap<>();
    private String kernel = "6.12.1";

    private TestSystem(InMemoryContents contents) {
        this.contents = contents;
        link("etc/systemd/system/default.target", "/usr/lib/systemd/system/multi-user.target");
        file("usr/lib/systemd/system/multi-user.target", "[Unit]\nDescription=Multi-User System\n");
    }

    /// A system that boots to `multi-user.target` and has nothing else.
    public static TestSystem in(InMemoryContents contents) {
        return new TestSystem(contents);
    }

    public TestSystem file(String path, String text) {
        nodes.put(path, contents.file(0644, text));
        return this;
    }

    public TestSystem link(String path, String target) {
        nodes.put(path, Symlink.to(target));
        return this;
    }

    /// A unit of a package, which `multi-user.target` wants.
    public TestSystem enabled(String unit, String text) {
        file("usr/lib/systemd/system/" + unit, text);
        return link("etc/systemd/system/multi-user.target.wants/" + unit, "/usr/lib/systemd/system/" + unit);
    }

    public TestSystem kernel(String release) {
        kernel = release;
        return this;
    }

    public Side side() {
        TreeBuilder builder = Tree.builder();
        nodes.keySet().forEach(path -> {
            for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
                builder.put(path.substring(0, slash), Directory.of(0755));
            }
        });
        nodes.forEach(builder::put);
        Tree tree = builder.build();
        var image = new BlobReference(Sha256.of(kernel.getBytes(StandardCharsets.UTF_8)), 1);
        var manifest = new GenerationManifest(
                "0",
                "amd64",
                "test",
                image.sha256(),
                image.sha256(),
                tree.id().digest(),
                image,
                Optional.of(new KernelReference(image, kernel, image, "quiet")),
                Optional.empty(),
                image.sha256(),
                List.of(),
                List.of(),
                List.of());
        return new Side(
                new SystemGeneration(
                        manifest.id(), Path.of("/jos/systems", manifest.id().toString()), manifest),
                tree);
    }
}
