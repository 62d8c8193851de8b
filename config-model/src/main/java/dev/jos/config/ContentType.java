package dev.jos.config;

import java.util.List;
import java.util.Set;

/// A file or directory beside the configuration: a path relative to the file that names it.
final class ContentType extends OptionType<ContentReference> {

    private final Set<ConfigurationFiles.Kind> kinds;

    ContentType(Set<ConfigurationFiles.Kind> kinds) {
        this.kinds = kinds;
    }

    @Override
    public String words() {
        String what = kinds.size() > 1
                ? "a file or directory"
                : kinds.contains(ConfigurationFiles.Kind.FILE) ? "a file" : "a directory";
        return what + " beside the configuration, such as `./name`";
    }

    @Override
    ContentReference merge(List<Definition> definitions, Evaluation evaluation) {
        var strongest = Definition.strongest(definitions);
        var found = reference(strongest.getFirst(), evaluation);
        for (Definition definition : strongest) {
            if (!reference(definition, evaluation).equals(found)) {
                throw evaluation.reject(Messages.conflict(strongest.getFirst(), definition));
            }
        }
        return found;
    }

    private ContentReference reference(Definition definition, Evaluation evaluation) {
        if (!(definition.value() instanceof Value.Scalar(int _, Data.Text(String text))) || text.isBlank()) {
            throw evaluation.reject(Messages.notAccepted(definition, words()));
        }
        String path = RelativePath.beside(definition.file().path(), text);
        var kind = evaluation.files().kind(path);
        if (!kinds.contains(kind)) {
            throw evaluation.reject(Messages.notAccepted(definition, words())
                    .hint(
                            kind == ConfigurationFiles.Kind.MISSING
                                    ? "Create `%s`, or correct the path; it is relative to the file that names it."
                                            .formatted(path)
                                    : "Name %s; `%s` is none.".formatted(words().replaceFirst(" beside.*", ""), path)));
        }
        return new ContentReference(path, kind == ConfigurationFiles.Kind.DIRECTORY);
    }

    @Override
    boolean accepts(Value value) {
        return value instanceof Value.Scalar(int _, Data.Text _);
    }

    @Override
    Data.Table schema() {
        return Schemas.STRING;
    }

    @Override
    public Data plain(ContentReference value) {
        return new Data.Text(value.path());
    }
}
