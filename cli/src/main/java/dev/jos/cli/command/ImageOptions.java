package dev.jos.cli.command;

import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.iso.container.ImageName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Which image is wanted, and where.
///
/// @param name what engines are to call it, if its format has names
record ImageOptions(ImageFormat format, Path output, Optional<ImageName> name) {

    static final String FORMAT = "--format";
    static final String OUTPUT = "--output";
    static final String NAME = "--name";

    static ImageOptions of(Invocation invocation) throws CommandProblem {
        ImageFormat format = ImageFormat.parse(invocation.value(FORMAT));
        return new ImageOptions(format, output(invocation), name(invocation.value(NAME), format));
    }

    private static Path output(Invocation invocation) throws CommandProblem {
        Optional<String> written = invocation.value(OUTPUT);
        if (written.isEmpty()) {
            throw problem("image-output", "`jos image` needs to know where to write the image.", "Add `-o FILE`.");
        }
        Path output = invocation.session().path(written.get());
        if (Files.isDirectory(output)) {
            throw problem(
                    "image-output",
                    "`" + written.get() + "` is a directory; a file to write was expected.",
                    "Add the name of the file.");
        }
        return output;
    }

    private static Optional<ImageName> name(Optional<String> written, ImageFormat format) throws CommandProblem {
        if (written.isEmpty()) {
            return Optional.empty();
        }
        if (format != ImageFormat.OCI) {
            throw problem(
                    "image-name", "An image of the format `" + format.word() + "` has no name.", "Leave out `--name`.");
        }
        Optional<ImageName> name = ImageName.parse(written.get());
        if (name.isEmpty()) {
            throw problem(
                    "image-name",
                    "`" + written.get() + "` is not the name of an image: lower-case letters, digits, `.`, `-`, `_` and"
                            + " `/` were expected, and perhaps a tag after `:`.",
                    "Write it like `web` or `example.org/team/web:2`.");
        }
        return name;
    }

    private static CommandProblem problem(String kind, String sentence, String hint) {
        return new CommandProblem(ExitCode.USAGE, kind, sentence, hint);
    }
}
