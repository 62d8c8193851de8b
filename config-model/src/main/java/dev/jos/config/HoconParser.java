package dev.jos.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Parses one HOCON text, by Typesafe Config, into values that keep their line and their references.
///
/// Neither the environment nor system properties are read, and `include` is refused.
final class HoconParser {

    private static final ConfigRenderOptions CONCISE = ConfigRenderOptions.concise();

    /// Holds a list element while it is resolved; no option has this name.
    private static final String HOLDER = "-";

    /// More than any configuration needs, and few enough for any stack.
    static final int DEEPEST = 100;

    /// Something lies deeper than [#DEEPEST].
    private static final class TooDeep extends RuntimeException {

        final transient ConfigValue value;

        TooDeep(ConfigValue value) {
            super(null, null, false, false);
            this.value = value;
        }
    }

    private final Config root;

    private HoconParser(Config root) {
        this.root = root;
    }

    static Value.Block parse(SourceFile file) throws SyntaxException {
        var includes = new RefusedIncludes();
        try {
            var options = ConfigParseOptions.defaults()
                    .setSyntax(ConfigSyntax.CONF)
                    .setOriginDescription(file.path())
                    .setIncluder(includes);
            Config parsed = ConfigFactory.parseString(file.text(), options);
            var refused = includes.refused();
            if (refused.isPresent()) {
                throw new SyntaxException(refused.get().diagnostic(file));
            }
            return new HoconParser(parsed).block(parsed.root(), List.of());
        } catch (ConfigException problem) {
            throw new SyntaxException(SyntaxProblem.describe(file, problem));
        } catch (TooDeep nested) {
            throw new SyntaxException(tooDeep(file.within(line(nested.value), "")));
        } catch (StackOverflowError nested) {
            throw new SyntaxException(tooDeep(file.within(1, "")));
        }
    }

    private static Diagnostic tooDeep(Place place) {
        return Diagnostic.error("The file is nested too deeply.")
                .at(place, "at most %d brackets or names lie in each other".formatted(DEEPEST))
                .hint("Remove some of the brackets around each other.");
    }

    private Value.Block block(ConfigObject object, List<String> path) {
        var entries = new LinkedHashMap<String, Value>();
        object.keySet().stream().sorted().forEach(key -> {
            var keyPath = new ArrayList<>(path);
            keyPath.add(key);
            ConfigValue value = object.get(key);
            if (value != null) {
                entries.put(key, value(value, keyPath));
            }
        });
        return new Value.Block(line(object), entries);
    }

    private Value value(ConfigValue value, List<String> path) {
        if (path.size() > DEEPEST) {
            throw new TooDeep(value);
        }
        ConfigValueType type;
        try {
            type = value.valueType();
            if (value instanceof ConfigObject object) {
                var _ = object.isEmpty(); // one made of several parts, some of them references, throws here
            }
        } catch (ConfigException.NotResolved unresolved) {
            return pending(value, path);
        }
        int line = line(value);
        return switch (type) {
            case OBJECT -> block((ConfigObject) value, path);
            case LIST -> items((ConfigList) value, path);
            case STRING -> new Value.Scalar(line, new Data.Text((String) value.unwrapped()));
            case BOOLEAN -> new Value.Scalar(line, new Data.Flag((Boolean) value.unwrapped()));
            case NUMBER -> new Value.Scalar(line, new Data.Numeric(value.render(CONCISE)));
            case NULL -> new Value.Scalar(line, new Data.Nothing());
        };
    }

    private Value items(ConfigList list, List<String> path) {
        var items = new ArrayList<Value>();
        for (ConfigValue item : list) {
            var itemPath = new ArrayList<>(path);
            itemPath.add("[" + items.size() + "]");
            items.add(value(item, itemPath));
        }
        return new Value.Items(line(list), items);
    }

    private Value.Pending pending(ConfigValue value, List<String> path) {
        String text = value.render(CONCISE);
        var references = references(text);
        boolean addressable = path.stream().noneMatch(segment -> segment.startsWith("["));
        String own = ConfigUtil.joinPath(path);
        if (addressable) {
            references.remove(new OptionPath(path).toString());
        }
        return new Value.Pending(
                line(value),
                text,
                references,
                finals -> addressable
                        ? resolve(root.withOnlyPath(own), own, finals, path)
                        : resolve(value.atKey(HOLDER), HOLDER, finals, path));
    }

    /// `whole` holds the value at `at`, and nothing else but what an earlier definition in the same file left there.
    private Value resolve(Config whole, String at, Map<String, Data> finals, List<String> path)
            throws Value.UnresolvableException {
        Config source = ConfigFactory.empty();
        for (var entry : finals.entrySet()) {
            String name = ConfigUtil.joinPath(OptionPath.parse(entry.getKey()).segments());
            source = source.withValue(
                    name, ConfigValueFactory.fromAnyRef(entry.getValue().unwrapped()));
        }
        try {
            var resolved = whole.withFallback(source).resolve(ConfigResolveOptions.noSystem());
            return resolved.hasPathOrNull(at)
                    ? value(valueAt(resolved, at), path)
                    : new Value.Scalar(line(whole.root()), new Data.Nothing());
        } catch (ConfigException | TooDeep problem) {
            throw new Value.UnresolvableException(String.valueOf(problem.getMessage()));
        }
    }

    private static ConfigValue valueAt(Config config, String path) {
        return config.getIsNull(path) ? ConfigValueFactory.fromAnyRef(null) : config.getValue(path);
    }

    /// The paths in `${…}` and `${?…}` outside of quotes, as HOCON writes them.
    private static Map<String, Boolean> references(String rendered) {
        var found = new LinkedHashMap<String, Boolean>();
        boolean quoted = false;
        for (int i = 0; i < rendered.length(); i++) {
            char c = rendered.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && rendered.startsWith("${", i)) {
                int end = rendered.indexOf('}', i);
                if (end < 0) {
                    break;
                }
                boolean optional = rendered.startsWith("${?", i);
                String path = rendered.substring(i + (optional ? 3 : 2), end);
                found.merge(OptionPath.parse(path).toString(), optional, Boolean::logicalAnd);
                i = end;
            }
        }
        return found;
    }

    private static int line(ConfigValue value) {
        return Math.max(1, value.origin().lineNumber());
    }
}
