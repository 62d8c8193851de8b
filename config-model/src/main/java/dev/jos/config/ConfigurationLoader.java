package dev.jos.config;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads a configuration file and all that it imports.
///
/// Problems are values: whatever is in the files, reading returns. The result depends on the files alone: not on
/// the order of imports, the environment, or system properties.
public final class ConfigurationLoader {

    static final String IMPORTS = "imports";
    static final String MODULES = "modules";

    /// More than anybody writes, and little enough to hold.
    private static final int MOST_BYTES = 8 << 20;

    private final ConfigurationFiles files;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final TreeMap<String, Optional<FileContent>> parsed = new TreeMap<>();
    private final LinkedHashSet<String> underWay = new LinkedHashSet<>();
    private final LinkedHashMap<String, ModuleReference> modules = new LinkedHashMap<>();

    private ConfigurationLoader(ConfigurationFiles files) {
        this.files = files;
    }

    /// `mainFile` is a path for the [ConfigurationFiles].
    public static ParsedConfiguration parse(ConfigurationFiles files, String mainFile) {
        var loader = new ConfigurationLoader(files);
        String main = RelativePath.normal(mainFile);
        loader.read(main, null);
        return loader.finish(main);
    }

    /// By name, so that the order of imports does not matter; the main file last.
    private ParsedConfiguration finish(String main) {
        var order = new ArrayList<>(parsed.keySet());
        order.remove(main);
        order.add(main);
        var contents = new ArrayList<FileContent>();
        order.forEach(path -> parsed.getOrDefault(path, Optional.empty()).ifPresent(contents::add));
        order.addFirst(order.removeLast());
        return new ParsedConfiguration(files, contents, order, List.copyOf(modules.values()), diagnostics);
    }

    /// `importedAt` is null for the main file.
    private void read(String path, @Nullable Definition importedAt) {
        if (underWay.contains(path) && importedAt != null) {
            diagnostics.add(ImportMessages.cycle(importedAt, path, List.copyOf(underWay)));
            return;
        }
        if (parsed.containsKey(path)) {
            return;
        }
        underWay.add(path);
        var content = content(path, importedAt);
        parsed.put(path, content);
        content.ifPresent(this::follow);
        underWay.remove(path);
    }

    private Optional<FileContent> content(String path, @Nullable Definition importedAt) {
        var kind = files.kind(path);
        if (kind != ConfigurationFiles.Kind.FILE) {
            diagnostics.add(ImportMessages.notAFile(importedAt, files.shownAs(path), kind));
            return Optional.empty();
        }
        try {
            byte[] bytes = files.read(path);
            if (bytes.length > MOST_BYTES) {
                diagnostics.add(ImportMessages.tooLarge(importedAt, files.shownAs(path), MOST_BYTES));
                return Optional.empty();
            }
            var file = SourceFile.of(path, files.shownAs(path), bytes);
            return Optional.of(new FileContent(file, HoconParser.parse(file)));
        } catch (SyntaxException problem) {
            diagnostics.add(problem.diagnostic());
        } catch (IOException problem) {
            diagnostics.add(ImportMessages.unreadable(importedAt, files.shownAs(path), problem));
        }
        return Optional.empty();
    }

    private void follow(FileContent content) {
        var names = new HashSet<String>();
        for (Definition element : elements(content, IMPORTS, "a list of files")) {
            named(element, "the path of a file").ifPresent(name -> {
                if (!names.add(RelativePath.normal(name))) {
                    diagnostics.add(ImportMessages.twice(element, name));
                }
                Imports.files(files, content.file(), name, element, diagnostics).forEach(path -> read(path, element));
            });
        }
        for (Definition element : elements(content, MODULES, "a list of modules")) {
            named(element, "the path of a `.java` or `.jar` file").ifPresent(name -> {
                String path = RelativePath.beside(content.file().path(), name);
                modules.putIfAbsent(path, new ModuleReference(path, element.place()));
            });
        }
    }

    private List<Definition> elements(FileContent content, String key, String words) {
        var value = content.block().entries().get(key);
        if (value == null) {
            return List.of();
        }
        var whole = Definition.ofFile(content.file(), content.block()).child(key, value);
        if (!(value instanceof Value.Items(int _, List<Value> items))) {
            diagnostics.add(Messages.listExpected(whole, words));
            return List.of();
        }
        var elements = new ArrayList<Definition>();
        for (int i = 0; i < items.size(); i++) {
            elements.add(whole.element(i, items.get(i)));
        }
        return elements;
    }

    private Optional<String> named(Definition element, String words) {
        if (element.value() instanceof Value.Scalar(int _, Data.Text(String name)) && !name.isBlank()) {
            return Optional.of(name);
        }
        diagnostics.add(Messages.notAccepted(element, words));
        return Optional.empty();
    }

    /// Whether the key is read by the loader, and is no option.
    static boolean isOwn(String key) {
        return key.equals(IMPORTS) || key.equals(MODULES);
    }
}
