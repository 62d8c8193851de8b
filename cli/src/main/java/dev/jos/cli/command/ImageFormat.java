package dev.jos.cli.command;

import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What kinds of images `jos image` makes.
enum ImageFormat {
    /// A container image that engines load.
    OCI,
    /// The root file system of a container.
    TAR;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ImageFormat parse(Optional<String> written) throws CommandProblem {
        Optional<ImageFormat> format = Arrays.stream(values())
                .filter(each -> written.equals(Optional.of(each.word())))
                .findFirst();
        return format.orElseThrow(() -> new CommandProblem(
                ExitCode.USAGE,
                "image-format",
                written.map(word -> "There is no image format `" + word + "`.")
                        .orElse("`jos image` needs to know the format of the image."),
                "Add `--format` and one of these: "
                        + Arrays.stream(values()).map(ImageFormat::word).collect(Collectors.joining(", ")) + "."));
    }
}
