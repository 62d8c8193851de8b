package dev.jos.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads a configuration file and what it imports, and evaluates it against a set of options.
///
/// Problems are values: whatever is in the files, loading returns. The result depends on the files alone: not on
/// the order of imports, the environment, or system properties.
public final class ConfigurationLoader {

    private static final String IMPORTS = "imports";

    private final ConfigurationFiles files;
    private final Collection<Option<?>> options;

    public ConfigurationLoader(ConfigurationFiles files, Collection<Option<?>> options) {
        this.files = files;
        this.options = options;
    }

    /// `mainFile` is a path for the [ConfigurationFiles].
    public Configuration load(String mainFile) {
        var loading = new Loading(new Evaluation(files, options));
        String main = RelativePath.normal(mainFile);
        loading.read(main, null);
        return loading.finish(main);
    }

    /// A file that has been parsed, without its imports.
    private record Parsed(SourceFile file, Value.Block content) {}

    /// The state of one load.
    private final class Loading {

        private final Evaluation evaluation;
        private final Map<String, Optional<Parsed>> parsed = new TreeMap<>();
        private final LinkedHashSet<String> underWay = new LinkedHashSet<>();

        Loading(Evaluation evaluation) {
            this.evaluation = evaluation;
        }

        /// `importedAt` is null for the main file.
        void read(String path, @Nullable Definition importedAt) {
            if (underWay.contains(path) && importedAt != null) {
                evaluation.report(ImportMessages.cycle(importedAt, path, List.copyOf(underWay)));
                return;
            }
            if (parsed.containsKey(path)) {
                return;
            }
            underWay.add(path);
            var file = parse(path, importedAt);
            parsed.put(path, file);
            file.ifPresent(this::followImports);
            underWay.remove(path);
        }

        private Optional<Parsed> parse(String path, @Nullable Definition importedAt) {
            var kind = files.kind(path);
            if (kind != ConfigurationFiles.Kind.FILE) {
                evaluation.report(ImportMessages.notAFile(importedAt, files.shownAs(path), kind));
                return Optional.empty();
            }
            try {
                var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(files.read(path)));
                var file = new SourceFile(path, files.shownAs(path), text.toString());
                return Optional.of(new Parsed(file, HoconParser.parse(file)));
            } catch (HoconParser.SyntaxException problem) {
                evaluation.report(problem.diagnostic());
            } catch (CharacterCodingException notUtf8) {
                evaluation.report(ImportMessages.notUtf8(importedAt, files.shownAs(path)));
            } catch (IOException problem) {
                evaluation.report(ImportMessages.unreadable(importedAt, files.shownAs(path), problem));
            }
            return Optional.empty();
        }

        private void followImports(Parsed parsed) {
            var value = parsed.content.entries().get(IMPORTS);
            if (value == null) {
                return;
            }
            var path = new OptionPath(List.of(IMPORTS));
            var whole = new Definition(path, null, parsed.file, path.segments(), value, Priority.PLAIN);
            if (!(value instanceof Value.Items(int _, List<Value> items))) {
                evaluation.report(Messages.listExpected(whole, "a list of files"));
                return;
            }
            for (int i = 0; i < items.size(); i++) {
                var element = whole.element(i, items.get(i));
                if (element.value() instanceof Value.Scalar(int _, Data.Text(String name)) && !name.isBlank()) {
                    read(RelativePath.beside(parsed.file.path(), name), element);
                } else {
                    evaluation.report(Messages.notAccepted(element, "the path of a file"));
                }
            }
        }

        Configuration finish(String main) {
            var order = new ArrayList<>(parsed.keySet()); // by name, so that the order of imports does not matter
            order.remove(main);
            order.add(main);
            for (String path : order) {
                parsed.getOrDefault(path, Optional.empty()).ifPresent(this::define);
            }
            evaluation.checkAll();
            order.addFirst(order.removeLast());
            return new Configuration(evaluation.root(), evaluation.diagnostics(), order);
        }

        private void define(Parsed file) {
            var plain = new LinkedHashMap<>(file.content.entries());
            plain.remove(IMPORTS);
            defineBlock(file.file, plain.remove("default"), "default", Priority.DEFAULT);
            defineBlock(file.file, plain.remove("force"), "force", Priority.FORCE);
            var whole = new Value.Block(1, plain);
            evaluation
                    .root()
                    .collect(new Definition(OptionPath.ROOT, null, file.file, List.of(), whole, Priority.PLAIN), whole);
        }

        private void defineBlock(SourceFile file, @Nullable Value value, String name, int priority) {
            if (value == null) {
                return;
            }
            var definition = new Definition(OptionPath.ROOT, null, file, List.of(name), value, priority);
            if (value instanceof Value.Block block) {
                evaluation.root().collect(definition, block);
            } else {
                evaluation.report(ImportMessages.notABlock(definition, name));
            }
        }
    }
}
