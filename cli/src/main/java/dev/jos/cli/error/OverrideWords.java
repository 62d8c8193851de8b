package dev.jos.cli.error;

import dev.jos.config.Diagnostic.Excerpt;
import dev.jos.config.Place;
import dev.jos.interfaces.UnmetNeed;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.override.BrokenRelation;
import dev.jos.packages.override.OverridesRefused;
import dev.jos.packages.override.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Words for packages that cannot be overridden.
public final class OverrideWords {

    /// A library may be missed by hundreds of programs for the same reason.
    private static final int MOST = 12;

    private OverrideWords() {}

    /// All that speaks against the overrides.
    ///
    /// @param places where the configuration says that the package of a name is overridden
    public static CommandProblem refused(OverridesRefused e, Function<String, Optional<Place>> places) {
        List<ErrorMessage> messages = new ArrayList<>();
        for (Refusal each : e.refusals()) {
            alone(each, e.scope()).ifPresent(message -> messages.add(at(places.apply(name(each)), message)));
        }
        List<String> broken = broken(e.refusals());
        if (!broken.isEmpty()) {
            messages.add(new ErrorMessage(
                    false,
                    "override-breaks",
                    e.scope().isEmpty()
                            ? "Something would not work with these packages."
                            : "`%s` would not work with these libraries.".formatted(e.scope()),
                    excerpts(e.refusals(), places),
                    broken.size() > MOST ? shortened(broken) : broken,
                    hints(e)));
        }
        return new CommandProblem(ExitCode.PACKAGES, messages);
    }

    private static ErrorMessage at(Optional<Place> place, ErrorMessage message) {
        return new ErrorMessage(
                message.warning(),
                message.kind(),
                message.sentence(),
                place.stream().map(each -> new Excerpt(each, "")).toList(),
                message.details(),
                message.hints());
    }

    /// The overrides that the refusals are about.
    private static List<Excerpt> excerpts(List<Refusal> refusals, Function<String, Optional<Place>> places) {
        return refusals.stream()
                .flatMap(each -> Stream.of(name(each), consumer(each)))
                .distinct()
                .flatMap(name -> places.apply(name).stream())
                .distinct()
                .map(place -> new Excerpt(place, ""))
                .toList();
    }

    /// The package that is overridden.
    private static String name(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NotInstalled(String name, List<String> _) -> name;
            case Refusal.NotInSuite(String name, String _, Optional<String> _, List<DebianVersion> _) -> name;
            case Refusal.OtherPackage(String name, String _, LockedPackage _) -> name;
            case Refusal.OtherArchitecture(String name, String _, String _, String _) -> name;
            case Refusal.NotOfSource(String name, String _, List<String> _) -> name;
            case Refusal.NotScopable(String scope, Refusal.NotScopable.Reason reason) ->
                switch (reason) {
                    case Refusal.NotScopable.Missing _,
                            Refusal.NotScopable.StartsNothing _,
                            Refusal.NotScopable.WithoutPrograms _,
                            Refusal.NotScopable.Unbindable _ -> scope;
                    case Refusal.NotScopable.WithoutLibraries(String name) -> name;
                    case Refusal.NotScopable.DynamicLinker(String name) -> name;
                    case Refusal.NotScopable.NewLibrary(String name, String _) -> name;
                };
            case Refusal.TypeChange(String name, String _, List<String> _) -> name;
            case Refusal.Relation(BrokenRelation broken, Optional<LockedPackage> there) ->
                there.map(LockedPackage::name).orElse(broken.owner());
            case Refusal.Need(UnmetNeed _, String _, String now) -> now;
        };
    }

    private static String consumer(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Relation(BrokenRelation broken, Optional<LockedPackage> _) -> broken.owner();
            case Refusal.Need(UnmetNeed need, String _, String _) -> need.packageName();
            default -> name(refusal);
        };
    }

    /// A message of its own, for what is wrong whatever the rest of the system is like.
    private static Optional<ErrorMessage> alone(Refusal refusal, String scope) {
        return switch (refusal) {
            case Refusal.NotInstalled(String name, List<String> nearest) ->
                Optional.of(ErrorMessage.of(
                        "override-matches-nothing",
                        scope.isEmpty()
                                ? "The override of `%s` matches no package of the system.".formatted(name)
                                : "The override of `%s` matches no package that `%s` needs.".formatted(name, scope),
                        nearest.isEmpty()
                                ? scope.isEmpty()
                                        ? "Add it to `packages.install`, or remove the override."
                                        : "Remove the override."
                                : "Did you mean %s?".formatted(quoted(nearest))));
            case Refusal.NotScopable(String name, Refusal.NotScopable.Reason reason) ->
                Optional.of(notScopable(name, reason));
            case Refusal.NotInSuite(String name, String suite, Optional<String> wanted, List<DebianVersion> there) ->
                Optional.of(notInSuite(name, suite, wanted, there));
            case Refusal.OtherPackage(String name, String file, LockedPackage found) ->
                Optional.of(ErrorMessage.of(
                        "override-of-another-package",
                        "`%s` holds the package `%s`, not `%s`.".formatted(file, found.name(), name),
                        "Write `%s.%s`, or name another file.".formatted(key(scope), found.name())));
            case Refusal.OtherArchitecture(String _, String file, String found, String wanted) ->
                Optional.of(ErrorMessage.of(
                        "override-of-another-architecture",
                        "`%s` is for `%s`, and the system for `%s`.".formatted(file, found, wanted),
                        "Name a file for `%s`.".formatted(wanted)));
            case Refusal.NotOfSource(String name, String source, List<String> built) ->
                Optional.of(ErrorMessage.of(
                        "override-of-another-source",
                        "The source `%s` is not built to `%s`.".formatted(source, name),
                        "It is built to %s.".formatted(quoted(built))));
            case Refusal.TypeChange(String name, String soname, List<String> lines) ->
                Optional.of(new ErrorMessage(
                        false,
                        "types-changed",
                        "Types of `%s` changed: programs that were built with the old ones may misread them."
                                .formatted(soname),
                        List.of(),
                        lines,
                        List.of(
                                "If what uses it does not mind, say why: `packages.override.%s.accept-abi-change = \"…\"`."
                                        .formatted(name))));
            case Refusal.Relation _, Refusal.Need _ -> Optional.empty();
        };
    }

    private static ErrorMessage notScopable(String scope, Refusal.NotScopable.Reason reason) {
        return switch (reason) {
            case Refusal.NotScopable.Missing(List<String> nearest) ->
                ErrorMessage.of(
                        "scope-matches-nothing",
                        scope.endsWith(".service")
                                ? "No package of the system has the unit `%s`.".formatted(scope)
                                : "The scope `%s` is no package of the system.".formatted(scope),
                        nearest.isEmpty()
                                ? "Name a package of the system, or a unit that ends in `.service`."
                                : "Did you mean %s?".formatted(quoted(nearest)));
            case Refusal.NotScopable.StartsNothing _ ->
                ErrorMessage.of(
                        "scope-starts-nothing",
                        "The unit `%s` starts no program of a package.".formatted(scope),
                        "Scope the package whose programs its script runs.");
            case Refusal.NotScopable.WithoutPrograms _ ->
                ErrorMessage.of(
                        "scope-without-programs",
                        "The package `%s` has no program that loads libraries.".formatted(scope),
                        "Name the package whose programs are to load them: scripts load what their interpreter does.");
            case Refusal.NotScopable.WithoutLibraries(String name) ->
                ErrorMessage.of(
                        "scope-without-libraries",
                        "The package `%s` has no library that the programs of `%s` could load.".formatted(name, scope),
                        "Override the package of a library; programs, plugins and data cannot be scoped.");
            case Refusal.NotScopable.DynamicLinker(String name) ->
                ErrorMessage.of(
                        "scope-of-the-c-library",
                        "The package `%s` has the C library, which `%s` cannot have for itself: it belongs to the dynamic linker, which is the same for all programs."
                                .formatted(name, scope),
                        "Override it for the whole system: `packages.override.%s`.".formatted(name));
            case Refusal.NotScopable.Unbindable(String path, String problem) ->
                ErrorMessage.of(
                        "scope-of-an-unusual-program",
                        "`/%s` of `%s` cannot have libraries of its own: %s.".formatted(path, scope, problem),
                        "Scope the unit that starts it, if it is a service; that leaves the program as it is.");
            case Refusal.NotScopable.NewLibrary(String name, String soname) ->
                ErrorMessage.of(
                        "scope-of-a-new-library",
                        "The package `%s` has `%s`, which the system does not have, so that `%s` cannot have it in its place."
                                .formatted(name, soname, scope),
                        "Scope the package of the service instead, or take a version with the same SONAME.");
        };
    }

    /// The option that has the overrides of a scope, or of the whole system.
    private static String key(String scope) {
        if (scope.isEmpty()) {
            return "packages.override";
        }
        return "packages.scope." + (scope.indexOf('.') < 0 ? scope : '"' + scope + '"') + ".override";
    }

    private static ErrorMessage notInSuite(
            String name, String suite, Optional<String> wanted, List<DebianVersion> there) {
        String where = suite.isEmpty() ? "The suites of the system have" : "`" + suite + "` has";
        String what = wanted.map(version -> "`" + name + " " + version + "`").orElse("`" + name + "`");
        String hint = there.isEmpty()
                ? "Correct the name of the package or the suite."
                : "Ask for what there is: %s."
                        .formatted(there.stream()
                                .map(each -> "`" + each + "`")
                                .distinct()
                                .collect(Collectors.joining(", ")));
        return ErrorMessage.of("not-in-suite", "%s no %s.".formatted(where, what), hint);
    }

    /// One line for each need, together for what is missed by several files of a package.
    private static List<String> broken(List<Refusal> refusals) {
        Map<String, List<String>> needs = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        for (Refusal each : refusals) {
            if (each instanceof Refusal.Need(UnmetNeed need, String before, String now)) {
                needs.computeIfAbsent(need.packageName() + "\n" + missing(need, before, now), _ -> new ArrayList<>())
                        .add("/" + need.path());
            } else if (each instanceof Refusal.Relation(BrokenRelation broken, Optional<LockedPackage> there)) {
                lines.add(relation(broken, there));
            }
        }
        needs.forEach((key, paths) -> {
            int line = key.indexOf('\n');
            lines.add("%s of `%s` %s".formatted(files(paths), key.substring(0, line), key.substring(line + 1)));
        });
        return lines;
    }

    private static String files(List<String> paths) {
        return "`" + paths.getFirst() + "`" + (paths.size() > 1 ? " and " + (paths.size() - 1) + " more files" : "");
    }

    private static String relation(BrokenRelation broken, Optional<LockedPackage> there) {
        String found = there.map(each -> "there would be `%s` from %s".formatted(each.version(), each.suite()))
                .orElse("there is none");
        return "`%s` says `%s: %s`, and %s"
                .formatted(broken.owner(), broken.kind().field(), broken.relation(), found);
    }

    private static String missing(UnmetNeed need, String before, String now) {
        return switch (need.wanted()) {
            case UnmetNeed.MissingLibrary(String soname) ->
                "needs `%s`, which %s"
                        .formatted(soname, before.isEmpty() ? "nobody has" : "only `" + before + "` as it was has");
            case UnmetNeed.MissingVersion(String soname, String version, String provider) ->
                "needs the version `%s` of `%s`, which this `%s` lacks".formatted(version, soname, provider);
            case UnmetNeed.MissingSymbol(String symbol, String version, String soname) ->
                "needs `%s` of `%s`, which %s"
                        .formatted(
                                version.isEmpty() ? symbol : symbol + "@" + version,
                                soname,
                                now.isEmpty() ? "nobody offers" : "this `" + now + "` does not offer");
            case UnmetNeed.ChangedSize(String symbol, String version, String soname, long reserved, long found) ->
                "holds %d bytes for `%s` of `%s`, which has %d there"
                        .formatted(reserved, version.isEmpty() ? symbol : symbol + "@" + version, soname, found);
        };
    }

    private static List<String> shortened(List<String> lines) {
        List<String> some = new ArrayList<>(lines.subList(0, MOST));
        some.add("and " + (lines.size() - MOST) + " more");
        return some;
    }

    private static List<String> hints(OverridesRefused e) {
        if (e.proposal().isEmpty()) {
            return List.of("Remove the override, or take another version.");
        }
        return List.of("Take these along; with them, everything has what it needs: "
                + e.proposal().stream()
                        .map(each -> "`%s.%s.suite = %s`".formatted(key(e.scope()), each.name(), each.suite()))
                        .collect(Collectors.joining(", "))
                + ".");
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}
