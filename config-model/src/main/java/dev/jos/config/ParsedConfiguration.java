package dev.jos.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The files of a configuration, read but not yet understood: what they say depends on the options there are, and
/// those on the modules that the files themselves bring along.
public final class ParsedConfiguration {

    private final ConfigurationFiles files;
    private final List<FileContent> contents;
    private final List<String> paths;
    private final List<ModuleReference> modules;
    private final List<Diagnostic> diagnostics;

    ParsedConfiguration(
            ConfigurationFiles files,
            List<FileContent> contents,
            List<String> paths,
            List<ModuleReference> modules,
            List<Diagnostic> diagnostics) {
        this.files = files;
        this.contents = List.copyOf(contents);
        this.paths = List.copyOf(paths);
        this.modules = List.copyOf(modules);
        this.diagnostics = List.copyOf(diagnostics);
    }

    /// What `modules = […]` names, each once.
    public List<ModuleReference> modules() {
        return modules;
    }

    /// The paths of all files, the main file first.
    public List<String> paths() {
        return paths;
    }

    /// Problems with the files themselves.
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /// The same as if nothing stood in the files.
    public ParsedConfiguration withoutContent() {
        return new ParsedConfiguration(files, List.of(), paths, List.of(), List.of());
    }

    /// Evaluates the files together with what modules define.
    ///
    /// @throws IllegalArgumentException when two options have one name
    public Configuration evaluate(Collection<Option<?>> options, Definitions byModules) {
        var all = new ArrayList<>(diagnostics);
        contents.forEach(content -> all.addAll(LiteralSecrets.hide(content)));
        var evaluation = new Evaluation(files, options, byModules);
        var blocks = new MarkedBlocks(evaluation);
        for (FileContent content : contents) {
            blocks.define(Definition.ofFile(content.file(), content.block()), content.block());
        }
        evaluation.checkAll();
        all.addAll(evaluation.diagnostics());
        // What is hidden may have become known only when a line was in a message already.
        contents.forEach(content -> all.replaceAll(each -> each.at(content.file()::shown)));
        return new Configuration(evaluation.root(), all, paths);
    }
}
