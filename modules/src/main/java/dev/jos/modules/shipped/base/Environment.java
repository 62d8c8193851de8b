package dev.jos.modules.shipped.base;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.contentFile;
import static dev.jos.config.Types.lines;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.nonEmptyString;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.string;
import static dev.jos.config.Types.submodule;

import dev.jos.config.ContentReference;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.Content;
import dev.jos.modules.EtcFile;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Files in `/etc`, and the environment of sessions.
public final class Environment implements SystemModule {

    static final Option<Optional<String>> TEXT = option("text", nullable(lines()), "The text of the file.")
            .defaultsTo(Optional.empty())
            .example("\"hello\"");

    static final Option<Optional<ContentReference>> SOURCE = option(
                    "source",
                    nullable(contentFile()),
                    "A file beside the configuration with the content, relative to the file that says so.")
            .defaultsTo(Optional.empty())
            .example("./motd");

    static final Option<Optional<String>> LINK = option(
                    "link", nullable(nonEmptyString()), "What a symbolic link says, instead of a file with content.")
            .defaultsTo(Optional.empty())
            .example("/run/motd");

    static final Option<String> MODE = option("mode", Words.mode("`0644`"), "The file's permissions.")
            .defaultsTo("0644")
            .example("0600");

    static final Option<String> USER =
            option("user", Words.accountName(), "The owner.").defaultsTo("root");

    static final Option<String> GROUP =
            option("group", Words.accountName(), "The owning group.").defaultsTo("root");

    public static final Option<SortedMap<String, EvaluatedConfig>> ETC = option(
                    "environment.etc",
                    mapOf("path", submodule(TEXT, SOURCE, LINK, MODE, USER, GROUP))
                            .withKeys("a path relative to `/etc`, in double quotes", Words::isRelativePath),
                    "Files and links in `/etc`, by their path below it.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ motd.text = \"Welcome!\" }");

    public static final Option<SortedMap<String, String>> VARIABLES = option(
                    "environment.variables",
                    mapOf("variable", string())
                            .withKeys("the name of an environment variable", Environment::isVariable),
                    "Environment variables of every login session.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ EDITOR = vim }")
            .inNixos("environment.sessionVariables");

    @Override
    public List<Option<?>> options() {
        return List.of(ETC, VARIABLES);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        config.get(VARIABLES).forEach(system::environment);
        config.get(ETC).forEach((path, entry) -> entry(path, entry, system));
        if (!config.get(ETC).isEmpty()) {
            var command = new ArrayList<>(List.of("/usr/bin/stat", "--printf="));
            config.get(ETC).keySet().forEach(path -> command.add("/etc/" + path));
            system.healthCheck(HealthCheck.succeeds("etc", command.toArray(String[]::new))
                    .describedAs("the declared files of /etc are there"));
        }
    }

    private static void entry(String path, EvaluatedConfig entry, SystemDefinition system) {
        var text = entry.get(TEXT);
        var source = entry.get(SOURCE);
        var link = entry.get(LINK);
        long said =
                List.of(text, source, link).stream().filter(Optional::isPresent).count();
        if (said != 1) {
            String problem =
                    said == 0 ? "The file `/etc/%s` has no content." : "The file `/etc/%s` has several contents.";
            system.problem(
                    entry.error(said == 0 ? TEXT : source.isPresent() ? SOURCE : LINK, problem.formatted(path), "")
                            .hint("Give it one of `text`, `source` and `link`."));
        }
        if (system.hasEtc(path)) {
            system.problem(entry.error(
                            TEXT, "The file `/etc/%s` is made by another option.".formatted(path), "also named here")
                    .hint("Remove it here, and set what it shall say through the options it comes from."));
            return;
        }
        text.ifPresent(lines -> file(path, entry, Content.text(lines.endsWith("\n") ? lines : lines + "\n"), system));
        source.ifPresent(reference -> file(path, entry, new Content.Beside(reference), system));
        link.ifPresent(target -> system.etcLink(path, target));
    }

    private static void file(String path, EvaluatedConfig entry, Content content, SystemDefinition system) {
        system.etcFile(
                new EtcFile(path, content, Integer.parseInt(entry.get(MODE), 8), entry.get(USER), entry.get(GROUP)));
    }

    public static boolean isVariable(String text) {
        return !text.isEmpty()
                && !Character.isDigit(text.charAt(0))
                && text.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
    }
}
