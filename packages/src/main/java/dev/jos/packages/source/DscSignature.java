package dev.jos.packages.source;

import dev.jos.host.Command;
import dev.jos.host.CommandFailed;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.Sandbox;
import dev.jos.packages.tools.ToolSet;
import dev.jos.packages.tools.ToolsView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Who signed a `.dsc`: checked by gpgv(1) with Debian's keyrings of developers and maintainers.
///
/// That a source is the one of the archive follows from the archive's own signature, over the digests of all
/// its files. The signature of the one who uploaded it says who that was. Keys leave the keyring when people
/// leave Debian, so an unknown key is told and no reason to refuse; a signature that does not fit is.
final class DscSignature {

    private static final String KEYRINGS = "usr/share/keyrings";
    private static final String STATUS = "[GNUPG:] ";

    private final ToolsView tools;

    DscSignature(ToolsView tools) {
        this.tools = tools;
    }

    /// A sentence about who signed `dsc`; nothing if the signature does not fit, or if there is none.
    Optional<String> check(Path dsc) throws IOException {
        Path root = tools.root(ToolSet.SIGNATURES);
        Sandbox sandbox = tools.sandbox(ToolSet.SIGNATURES);
        List<String> words = new ArrayList<>(List.of("gpgv", "--status-fd", "1"));
        try (Stream<Path> keyrings = Files.list(root.resolve(KEYRINGS))) {
            keyrings.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("debian-") && (name.endsWith(".pgp") || name.endsWith(".gpg")))
                    .sorted()
                    .forEach(name -> words.addAll(List.of("--keyring", "/" + KEYRINGS + "/" + name)));
        }
        words.add("/source.dsc");
        String said;
        try {
            said = sandbox.run(Command.of(words).env("HOME", "/tmp"), Confinement.NONE.reading(dsc, "/source.dsc"))
                    .text();
        } catch (CommandFailed failed) {
            said = failed.result().text();
        }
        return verdict(said);
    }

    /// What lines such as `[GNUPG:] GOODSIG E9ED6781B455090E Milan Kupcevic <milan@debian.org>` come to;
    /// DETAILS of GnuPG.
    static Optional<String> verdict(String said) {
        String unknown = "";
        for (String line : said.lines().toList()) {
            if (!line.startsWith(STATUS)) {
                continue;
            }
            String[] words = line.substring(STATUS.length()).split(" ", 3);
            switch (words[0]) {
                case "GOODSIG", "EXPSIG", "EXPKEYSIG", "REVKEYSIG" -> {
                    return words.length == 3
                            ? Optional.of("The source is signed by %s.".formatted(words[2]))
                            : Optional.empty();
                }
                case "NO_PUBKEY" -> unknown = words.length > 1 ? words[1] : "";
                case "BADSIG" -> {
                    return Optional.empty();
                }
                default -> {
                    // Everything else is detail.
                }
            }
        }
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "The source is signed by the key %s, which Debian's keyring does not have.".formatted(unknown));
    }
}
