package dev.jos.config;

import java.util.EnumSet;
import java.util.List;

/// An absolute path on the machine, or a relative one beside the configuration.
final class DirectorySourceType extends OptionType<DirectorySource> {

    private final OptionType<String> onMachine = Types.path();
    private final ContentType beside = new ContentType(EnumSet.of(ConfigurationFiles.Kind.DIRECTORY));

    @Override
    public String words() {
        return "an absolute path on the machine, or a directory beside the configuration, such as `./site`";
    }

    @Override
    DirectorySource merge(List<Definition> definitions, Evaluation evaluation) {
        var strongest = Definition.strongest(definitions);
        var first = strongest.getFirst();
        for (Definition definition : strongest) {
            if (isAbsolute(definition) != isAbsolute(first)) {
                throw evaluation.reject(Messages.conflict(first, definition));
            }
        }
        return isAbsolute(first)
                ? new DirectorySource.OnMachine(onMachine.merge(strongest, evaluation))
                : new DirectorySource.Beside(beside.merge(strongest, evaluation));
    }

    private static boolean isAbsolute(Definition definition) {
        return definition.value() instanceof Value.Scalar(int _, Data.Text(String text)) && text.startsWith("/");
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
    public Data plain(DirectorySource value) {
        return switch (value) {
            case DirectorySource.OnMachine(String path) -> Data.of(path);
            case DirectorySource.Beside(ContentReference content) -> beside.plain(content);
        };
    }
}
