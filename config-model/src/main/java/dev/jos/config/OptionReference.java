package dev.jos.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes the reference of options, as Markdown: a page for each module, and one that lists everything.
public final class OptionReference {

    private static final String FOLDER = "options/";

    private OptionReference() {}

    /// The pages by their path; that at `options.md` links to all others, which are in `options`.
    public static SortedMap<String, String> pages(OptionCatalog catalog) {
        var byModule = new TreeMap<String, List<OptionCatalog.Entry>>();
        catalog.entries().forEach(entry -> byModule.computeIfAbsent(entry.module(), any -> new ArrayList<>())
                .add(entry));
        var pages = new TreeMap<String, String>();
        pages.put("options.md", index(byModule));
        byModule.forEach((module, entries) -> pages.put(page(module), page(module, entries)));
        return pages;
    }

    /// One page of options that belong to no module, in the order of their names.
    ///
    /// @param introduction what comes before them, with its title
    public static String page(String introduction, Collection<Option<?>> options) {
        var out = new StringBuilder(introduction);
        OptionCatalog.of(Map.of("", options)).entries().forEach(entry -> write(entry, out));
        return out.toString();
    }

    private static String index(Map<String, List<OptionCatalog.Entry>> byModule) {
        var out = new StringBuilder("""
                # Options

                Generated from the options themselves, module by module. How to write a configuration is explained in
                [configuration](../explanation/configuration.md); `jos options WORD` searches.
                """);
        byModule.forEach((module, entries) -> {
            out.append("\n## [%s](%s)\n\n".formatted(module, page(module)));
            entries.forEach(entry ->
                    out.append("- [`%s`](%s#%s)\n".formatted(entry.name(), page(module), anchor(entry.name()))));
        });
        return out.toString();
    }

    private static String page(String module, List<OptionCatalog.Entry> entries) {
        var out = new StringBuilder("""
                # The options of the module %s

                Generated from the options themselves. [All modules](../options.md)
                """.formatted(module));
        entries.forEach(entry -> write(entry, out));
        return out.toString();
    }

    private static void write(OptionCatalog.Entry entry, StringBuilder out) {
        var option = entry.option();
        out.append("\n## `%s`\n\n%s\n\n".formatted(entry.name(), option.description()));
        out.append("- Type: ").append(option.type().words()).append('\n');
        String fallback = option.defaultText();
        out.append("- Default: ")
                .append(fallback == null ? "none; it has to be defined" : fallback)
                .append('\n');
        if (entry.example() != null) {
            out.append("- Example: `").append(entry.example()).append("`\n");
        }
        if (!entry.module().isEmpty()) {
            out.append("- Declared in: ").append(entry.module()).append('\n');
        }
        if (option.isReadOnly()) {
            out.append("- Read-only\n");
        }
        if (option.deprecation() != null) {
            out.append("- Deprecated. ").append(option.deprecation()).append('\n');
        }
        if (!option.formerNames().isEmpty()) {
            out.append("- Formerly: ")
                    .append(Messages.quoted(option.formerNames()))
                    .append('\n');
        }
        if (!option.namesInNixos().isEmpty()) {
            out.append("- In NixOS: ")
                    .append(Messages.quoted(option.namesInNixos()))
                    .append('\n');
        }
    }

    /// `OpenSsh` is at `options/open-ssh.md`.
    private static String page(String module) {
        var name = new StringBuilder();
        for (int i = 0; i < module.length(); i++) {
            char c = module.charAt(i);
            if (Character.isUpperCase(c) && i > 0 && Character.isLowerCase(module.charAt(i - 1))) {
                name.append('-');
            }
            name.append(Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : '-');
        }
        return FOLDER + name + ".md";
    }

    /// As GitHub derives it from a heading.
    private static String anchor(String name) {
        var anchor = new StringBuilder();
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            if (Character.isLetterOrDigit(c) || c == '-' || c == '_') {
                anchor.append(c);
            }
        }
        return anchor.toString();
    }
}
