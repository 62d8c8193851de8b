package dev.jos.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Every sentence about options and their values.
final class Messages {

    private Messages() {}

    static Diagnostic notAccepted(Definition definition, String expected) {
        return notAccepted(definition, expected, null);
    }

    /// `meant` is the accepted word that comes closest.
    static Diagnostic notAccepted(Definition definition, String expected, @Nullable String meant) {
        var diagnostic = Diagnostic.error(
                        "Option `%s` does not accept `%s`.".formatted(definition.option(), definition.shown()))
                .at(definition.place(), "expected " + expected);
        if (meant != null) {
            return diagnostic.hint("Write `%s` instead.".formatted(meant));
        }
        var declared = definition.declared();
        return declared == null ? diagnostic : withDefault(diagnostic, declared);
    }

    private static <T> Diagnostic withDefault(Diagnostic diagnostic, Option<T> option) {
        return switch (option.fallback()) {
            case Option.Default.None<T>() -> diagnostic;
            case Option.Default.Computed<T>(var _, String words) ->
                diagnostic.hint("Remove the line to use the default: %s.".formatted(words));
            case Option.Default.Constant<T>(T value) -> {
                var data = option.type().plain(value);
                boolean none = data instanceof Data.Nothing;
                yield diagnostic.hint(
                        none
                                ? "Remove the line to have none."
                                : "Remove the line to use the default, %s.".formatted(data.hocon()));
            }
        };
    }

    static Diagnostic listExpected(Definition definition, String expected) {
        var diagnostic = notAccepted(definition, expected);
        return definition.value() instanceof Value.Scalar(int _, Data data)
                        && !definition.file().hides(definition.filePath())
                ? diagnostic.hint("Put it in brackets: `[%s]`.".formatted(data.hocon()))
                : diagnostic;
    }

    static Diagnostic conflict(Definition first, Definition second) {
        String one = first.shown();
        String other = second.shown();
        return Diagnostic.error("Option `%s` is defined as `%s` and as `%s`.".formatted(second.option(), one, other))
                .at(second.place(), "`%s` here".formatted(other))
                .related(first.place(), "`%s` here".formatted(one))
                .hint("Remove one of the two, or put the one that shall win into `force { … }`.");
    }

    static Diagnostic notUnique(Definition first, Definition second, String reason) {
        return Diagnostic.error("Option `%s` is defined more than once.".formatted(second.option()))
                .at(second.place(), reason)
                .related(first.place(), "and here")
                .hint("Remove one of the two, or put the one that shall win into `force { … }`.");
    }

    static Diagnostic unknown(Definition definition, List<String> candidates) {
        var diagnostic = Diagnostic.error("There is no option `%s`.".formatted(definition.option()))
                .at(definition.keyPlace(), "unknown");
        var near = NearestName.of(definition.option().last(), candidates);
        if (near.isPresent()) {
            var meant = new ArrayList<>(definition.option().segments());
            meant.set(meant.size() - 1, near.get());
            return diagnostic.hint("Write `%s` instead.".formatted(new OptionPath(meant)));
        }
        return candidates.size() > 12
                ? diagnostic.hint("Look for the option's name with `jos options`.")
                : diagnostic.hint("Choose one of %s.".formatted(quoted(candidates)));
    }

    static Diagnostic elsewhere(Definition definition, OptionPath name) {
        return Diagnostic.error("There is no option `%s`.".formatted(definition.option()))
                .at(definition.keyPlace(), "its name in NixOS")
                .hint("Write `%s` instead.".formatted(name));
    }

    static Diagnostic group(Definition definition, List<String> members) {
        return Diagnostic.error(
                        "`%s` is a group of options and has no value of its own.".formatted(definition.option()))
                .at(definition.place(), "expected `{ … }`")
                .hint("Set one of its options: %s.".formatted(quoted(members)));
    }

    static Diagnostic readOnly(Definition definition) {
        return Diagnostic.error("Option `%s` is read-only.".formatted(definition.option()))
                .at(definition.keyPlace(), "cannot be defined")
                .hint("Remove the line.");
    }

    static Diagnostic literalSecret(Definition definition) {
        var path = definition.filePath();
        String name = path.stream().filter(segment -> !segment.startsWith("[")).reduce("", (_, next) -> next);
        return Diagnostic.warning("`%s` holds a secret as plain text.".formatted(new OptionPath(path)))
                .at(definition.place(), "everybody who may read the configuration or the system can read it")
                .hint("Put it into a file on the machine, such as `/var/lib/secrets/%s`, and name that file."
                        .formatted(name));
    }

    static Diagnostic removed(Definition definition, String instead) {
        return Diagnostic.error("Option `%s` does not exist any more.".formatted(definition.option()))
                .at(definition.keyPlace(), "removed")
                .hint(instead);
    }

    static Diagnostic renamed(Definition definition, OptionPath name) {
        return Diagnostic.warning("Option `%s` is called `%s` now.".formatted(definition.option(), name))
                .at(definition.keyPlace(), "the former name")
                .hint("Write `%s` instead.".formatted(name));
    }

    static Diagnostic deprecated(Definition definition, String instead) {
        return Diagnostic.warning("Option `%s` will be removed.".formatted(definition.option()))
                .at(definition.keyPlace(), "deprecated")
                .hint(instead);
    }

    /// `resolved` is the condition with final values in the place of references.
    static Diagnostic noCondition(Definition condition, Definition resolved) {
        String written = condition.shown();
        String value = resolved.shown();
        return Diagnostic.error("`%s` does not accept `%s`%s."
                        .formatted(
                                condition.option().last(),
                                written,
                                written.equals(value) ? "" : ", which is `%s`".formatted(value)))
                .at(condition.place(), "expected `true` or `false`")
                .hint("Name an option that is `true` or `false`, such as `${services.openssh.enable}`.");
    }

    static Diagnostic moduleFailed(String module, Option<?> option, RuntimeException bug) {
        return Diagnostic.error("The module `%s` failed to define `%s`: %s.".formatted(module, option, bug))
                .hint("Report this to the author of the module.");
    }

    static Diagnostic typeFailed(Definition definition, RuntimeException bug) {
        return Diagnostic.error("The type of option `%s` failed: %s.".formatted(definition.option(), bug))
                .at(definition.place(), "with this value")
                .hint("Report this to the author of the module that declares the option.");
    }

    static Diagnostic defaultFailed(OptionPath option, RuntimeException bug) {
        return Diagnostic.error("The default of option `%s` failed: %s.".formatted(option, bug))
                .hint("Report this to the author of the module that declares it, and define the option meanwhile.");
    }

    static Diagnostic missing(OptionPath option, Option<?> declared, Optional<Place> block) {
        String example = declared.example();
        var diagnostic = Diagnostic.error("Option `%s` has no value and no default.".formatted(option))
                .hint("Add `%s = %s`.".formatted(declared.name(), example == null ? "…" : example));
        return block.map(place -> diagnostic.at(place, "`" + declared.name() + "` is missing here"))
                .orElse(diagnostic);
    }

    static Diagnostic badKey(Definition definition, String words) {
        return Diagnostic.error("`%s` does not accept the name `%s`."
                        .formatted(
                                parent(definition.option()), definition.option().last()))
                .at(definition.keyPlace(), "expected " + words);
    }

    static Diagnostic refersToNothing(Definition definition, String reference, Optional<String> near) {
        var diagnostic = Diagnostic.error("`${%s}` refers to nothing.".formatted(reference))
                .at(referencePlace(definition, reference), "no option has this name");
        return near.map(name -> diagnostic.hint("Write `${%s}` instead.".formatted(name)))
                .orElse(diagnostic.hint(
                        "Name an option, or a value of your own under `let`; the environment is never read."));
    }

    static Diagnostic refersToEmpty(Definition definition, String reference) {
        return Diagnostic.error("`${%s}` has no value.".formatted(reference))
                .at(referencePlace(definition, reference), "not defined anywhere")
                .hint("Define `%s`, or write `${?%s}` to leave this out when it has none."
                        .formatted(reference, reference));
    }

    static Diagnostic unresolvable(Definition definition) {
        return Diagnostic.error("Option `%s` refers to itself.".formatted(definition.option()))
                .at(definition.place(), "needs its own value");
    }

    static Diagnostic tooLarge(Definition definition) {
        return Diagnostic.error("Option `%s` grows too large.".formatted(definition.option()))
                .at(definition.place(), "with the values it refers to")
                .hint("Refer to less.");
    }

    /// `needing` is the last of many options that need each other, and `definition` its own that needs the next.
    static Diagnostic chainTooLong(OptionPath next, OptionPath needing, @Nullable Definition definition) {
        var diagnostic = Diagnostic.error(
                        "Option `%s` is at the end of too many options that refer to each other.".formatted(needing))
                .hint("Refer to the last of them, `%s` or one that it refers to.".formatted(next));
        return definition == null
                ? diagnostic
                : diagnostic.at(definition.place(), "number %d of them".formatted(Growth.LONGEST_CHAIN));
    }

    /// `steps` name options and, where there is one, the definition that needs the next option; the last needs the
    /// first.
    static Diagnostic cycle(Map<OptionPath, Optional<Definition>> steps) {
        var names = List.copyOf(steps.keySet());
        Diagnostic diagnostic = Diagnostic.error("Option `%s` depends on itself%s."
                .formatted(
                        names.getFirst(),
                        names.size() == 1 ? "" : ", through " + quoted(names.subList(1, names.size()))));
        for (int i = 0; i < names.size(); i++) {
            String next = "needs `%s`".formatted(names.get((i + 1) % names.size()));
            var definition = steps.get(names.get(i));
            if (definition != null && definition.isPresent()) {
                var place = definition.get().place();
                diagnostic =
                        diagnostic.primary().isEmpty() ? diagnostic.at(place, next) : diagnostic.related(place, next);
            }
        }
        return diagnostic.hint("Give one of them a value without a reference.");
    }

    private static Place referencePlace(Definition definition, String reference) {
        var whole = definition.place();
        int from = Math.min(whole.column() - 1, whole.lineText().length());
        for (String start : List.of("${", "${?")) {
            int at = whole.lineText().indexOf(start + reference + "}", from);
            if (at >= 0) {
                return new Place(
                        whole.file(), whole.line(), at + 1, start.length() + reference.length() + 1, whole.lineText());
            }
        }
        return whole;
    }

    private static OptionPath parent(OptionPath path) {
        return new OptionPath(path.segments().subList(0, path.segments().size() - 1));
    }

    static String quoted(List<?> names) {
        var text = new StringBuilder();
        for (Object name : names) {
            text.append(text.isEmpty() ? "`" : ", `").append(name).append('`');
        }
        return text.toString();
    }
}
