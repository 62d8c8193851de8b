package dev.jos.vmtests;

import dev.jos.iso.GuestResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/// Copies files into a running system and out of it, piece by piece through its root shell.
final class FileCopy {

    private static final int PIECE = 1 << 20;

    private final RunningSystem system;

    FileCopy(RunningSystem system) {
        this.system = system;
    }

    void in(Path from, String to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                String target = each.equals(from) ? to : to + "/" + from.relativize(each);
                if (Files.isDirectory(each)) {
                    run("mkdir -p " + RunningSystem.quoted(target));
                } else {
                    fileIn(each, target);
                }
            }
        }
    }

    private void fileIn(Path from, String to) throws IOException {
        String target = RunningSystem.quoted(to);
        run("mkdir -p \"$(dirname " + target + ")\" && : >" + target);
        try (InputStream in = Files.newInputStream(from)) {
            for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                String encoded = Base64.getEncoder().encodeToString(piece);
                run("base64 -d >>" + target + " <<'END'\n" + encoded + "\nEND\n");
            }
        }
        if (Files.isExecutable(from)) {
            run("chmod +x " + target);
        }
    }

    void out(String from, Path to) throws IOException {
        String source = RunningSystem.quoted(from);
        if (!run("test ! -d " + source + " || echo directory").isEmpty()) {
            Files.createDirectories(to);
            List<String> files = run("cd " + source + " && find . -type f -printf '%P\\n'")
                    .lines()
                    .toList();
            for (String each : files) {
                fileOut(from + "/" + each, to.resolve(each));
            }
        } else {
            fileOut(from, to);
        }
    }

    private void fileOut(String from, Path to) throws IOException {
        Path parent = to.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try (OutputStream out = Files.newOutputStream(to)) {
            int number = 0;
            for (byte[] piece = piece(from, number); piece.length > 0; piece = piece(from, ++number)) {
                out.write(piece);
                if (piece.length < PIECE) {
                    break;
                }
            }
        }
    }

    private byte[] piece(String from, int number) throws IOException {
        String read = "dd if=%s bs=%d skip=%d count=1 status=none".formatted(RunningSystem.quoted(from), PIECE, number);
        String checked = "test -r " + RunningSystem.quoted(from) + " && " + read + " | base64";
        return Base64.getMimeDecoder().decode(run(checked));
    }

    private String run(String command) throws IOException {
        GuestResult result = system.run(command, RunningSystem.COMMAND_LIMIT);
        if (!result.succeeded()) {
            throw new IOException("copying failed: " + result.errors().strip());
        }
        return result.output();
    }
}
