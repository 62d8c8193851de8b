package dev.jos.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// What modules say about options, of their own and of other modules, beside what the files of a configuration say.
///
/// A definition by a module counts like one in a file: it is merged by the option's type, has a priority, shows up in
/// conflicts, and may depend on other options. Conditions and values are computed only when the option is asked for.
///
/// ```java
/// define.when(ENABLE).set(Firewall.ALLOWED_TCP_PORTS, config -> config.get(PORTS));
/// define.suggest(Timesyncd.ENABLE, config -> !config.get(ENABLE));
/// ```
public final class Definitions {

    /// One definition by a module: the data it gives to an option, or nothing while its condition does not hold.
    record ByModule(String module, int priority, Function<EvaluatedConfig, Optional<Data>> data) {}

    private final Map<Option<?>, List<ByModule>> byOption;
    private final String module;
    private final Predicate<EvaluatedConfig> condition;

    private Definitions(Map<Option<?>, List<ByModule>> byOption, String module, Predicate<EvaluatedConfig> condition) {
        this.byOption = byOption;
        this.module = module;
        this.condition = condition;
    }

    /// No definitions yet.
    public static Definitions none() {
        return new Definitions(new HashMap<>(), "", any -> true);
    }

    /// The same collection, for the definitions of one module; `name` is shown where a file's path would be.
    public Definitions of(String name) {
        return new Definitions(byOption, name, condition);
    }

    /// Further definitions, which count only where `option` is true.
    public Definitions when(Option<Boolean> option) {
        return when(config -> config.get(option));
    }

    /// Further definitions, which count only where `holds` says so.
    public Definitions when(Predicate<EvaluatedConfig> holds) {
        return new Definitions(byOption, module, config -> condition.test(config) && holds.test(config));
    }

    /// Defines as strongly as a plain line in a file.
    public <T> void set(Option<T> option, Function<EvaluatedConfig, T> value) {
        add(option, Marks.PLAIN.priority(), config -> option.type().plain(value.apply(config)));
    }

    /// Defines as `default { … }` in a file does: stronger than the option's own default, weaker than any file.
    public <T> void suggest(Option<T> option, Function<EvaluatedConfig, T> value) {
        add(option, Marks.DEFAULT, config -> option.type().plain(value.apply(config)));
    }

    /// Defines as `force { … }` in a file does.
    public <T> void force(Option<T> option, Function<EvaluatedConfig, T> value) {
        add(option, Marks.FORCE, config -> option.type().plain(value.apply(config)));
    }

    /// Defines as a plain line does, with data as a file would hold it: for entries of a map of submodules, and for
    /// parts of settings.
    public void setData(Option<?> option, Function<EvaluatedConfig, Data> data) {
        add(option, Marks.PLAIN.priority(), data);
    }

    /// The same, as weak as `default { … }`.
    public void suggestData(Option<?> option, Function<EvaluatedConfig, Data> data) {
        add(option, Marks.DEFAULT, data);
    }

    private void add(Option<?> option, int priority, Function<EvaluatedConfig, Data> data) {
        Predicate<EvaluatedConfig> holds = condition;
        byOption.computeIfAbsent(option, any -> new ArrayList<>(1))
                .add(new ByModule(
                        module,
                        priority,
                        config -> holds.test(config) ? Optional.of(data.apply(config)) : Optional.empty()));
    }

    List<ByModule> of(Option<?> option) {
        return byOption.getOrDefault(option, List.of());
    }
}
