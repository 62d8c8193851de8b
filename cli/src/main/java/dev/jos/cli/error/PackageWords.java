package dev.jos.cli.error;

import dev.jos.config.Diagnostic.Excerpt;
import dev.jos.config.Place;
import dev.jos.packages.archive.IndexMissingException;
import dev.jos.packages.archive.IndexSyntaxException;
import dev.jos.packages.archive.PackagesGoneException;
import dev.jos.packages.deb.MalformedDebException;
import dev.jos.packages.lock.LockSyntaxException;
import dev.jos.packages.resolve.NotLockedException;
import dev.jos.packages.resolve.UnsatisfiableException;
import dev.jos.store.Collision;
import dev.jos.store.CollisionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Words for packages, their lists and their lock.
final class PackageWords {

    /// Two versions of one package may have thousands of paths in common.
    private static final int MOST_PATHS = 20;

    private PackageWords() {}

    static CommandProblem unsatisfiable(UnsatisfiableException e) {
        List<String> explanation = e.explanation();
        if (e.unknownPackages().isEmpty()) {
            return new CommandProblem(
                    ExitCode.PACKAGES,
                    "unsatisfiable",
                    "No set of packages is what the configuration asks for.",
                    explanation,
                    e.hints());
        }
        return new CommandProblem(
                ExitCode.PACKAGES,
                "no-such-package",
                explanation.getFirst(),
                explanation.subList(1, explanation.size()),
                e.hints());
    }

    static CommandProblem collision(CollisionException e) {
        List<Collision> collisions = e.collisions();
        List<String> details = new ArrayList<>();
        for (Collision each : collisions.subList(0, Math.min(MOST_PATHS, collisions.size()))) {
            details.add("`/" + each.path() + "` is in " + quoted(each.layers(), " and in "));
        }
        if (collisions.size() > MOST_PATHS) {
            details.add("and " + (collisions.size() - MOST_PATHS) + " more paths");
        }
        TreeSet<String> packages = new TreeSet<>();
        collisions.forEach(each -> packages.addAll(each.layers()));
        return new CommandProblem(
                ExitCode.PACKAGES,
                "collision",
                "Packages have different files at the same path.",
                details,
                List.of("Keep only one of " + quoted(List.copyOf(packages), ", ")
                        + " in `packages.install`, and what needs it."));
    }

    static CommandProblem gone(PackagesGoneException e) {
        List<String> names =
                e.gone().stream().map(each -> each.locked().name()).sorted().toList();
        List<String> sentences =
                e.gone().stream().map(each -> Sentences.of(each.describe())).toList();
        List<String> hints = new ArrayList<>();
        hints.add("Run `jos update CONFIG " + String.join(" ", names) + "` to move the lock on, or `jos update CONFIG`"
                + " to move everything.");
        hints.add("Set `packages.mirror` to one that keeps old versions to stay where you are:"
                + " `http://snapshot.debian.org/archive/debian/DATE`.");
        return new CommandProblem(
                ExitCode.NETWORK, "packages-gone", sentences.getFirst(), sentences.subList(1, sentences.size()), hints);
    }

    static CommandProblem malformed(MalformedDebException e) {
        return new CommandProblem(
                ExitCode.NETWORK,
                "malformed-package",
                Sentences.of(e),
                "Report it to whoever runs the archive: it has the digest that they signed, so it was made this way.",
                "Run `jos update` once there is a newer version of it.");
    }

    static CommandProblem malformedList(IndexSyntaxException e) {
        return new CommandProblem(
                ExitCode.NETWORK,
                "malformed-list",
                "The package list " + e.getMessage() + ".",
                ReleaseWords.OTHER_MIRROR + ". What was known before stays in use.");
    }

    static CommandProblem missingIndex(IndexMissingException e) {
        return new CommandProblem(
                ExitCode.NOT_FOUND, "no-package-lists", Sentences.of(e), "Run `jos update`, which fetches them.");
    }

    static CommandProblem notLocked(NotLockedException e) {
        return new CommandProblem(
                ExitCode.PACKAGES,
                "not-locked",
                "The machine has no package `" + e.name() + "`.",
                "Add it to `packages.install`, or name a package that is in jos.lock.",
                "Run `jos update` without names to make the lock if there is none.");
    }

    static CommandProblem lockSyntax(LockSyntaxException e) {
        Excerpt place = new Excerpt(new Place(e.file(), e.line(), 1, 1, line(e)), "");
        return new CommandProblem(
                ExitCode.CONFIGURATION,
                List.of(new ErrorMessage(
                        false,
                        "lock-syntax",
                        Sentences.of(e.problem()),
                        List.of(place),
                        List.of(),
                        List.of("Restore the lock file from your version control, or remove it to lock anew."))));
    }

    /// What is wrong, to be shown; empty when it cannot be read any more.
    private static String line(LockSyntaxException e) {
        try (Stream<String> lines = Files.lines(Path.of(e.file()))) {
            return lines.skip(Math.max(0, e.line() - 1)).findFirst().orElse("");
        } catch (IOException | UncheckedIOException _) {
            return "";
        }
    }

    private static String quoted(List<String> names, String between) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(between));
    }
}
