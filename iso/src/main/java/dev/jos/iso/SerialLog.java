package dev.jos.iso;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// What a machine said on its serial console, all its boots one after the other.
public final class SerialLog {

    private static final int TAIL_LINES = 40;

    private final Path file;

    SerialLog(Path file) {
        this.file = file;
    }

    public Path file() {
        return file;
    }

    /// The bytes written so far.
    long length() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /// The text from byte `start` on, without terminal control sequences.
    public String textFrom(long start) throws IOException {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return "";
        }
        int from = (int) Math.min(start, content.length);
        return plain(new String(content, from, content.length - from, StandardCharsets.UTF_8));
    }

    /// The last lines.
    public String tail() {
        try {
            List<String> lines = textFrom(0).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(the log cannot be read: " + e.getMessage() + ")";
        }
    }

    /// Removes escape sequences of ECMA-48 and other control characters.
    static String plain(String text) {
        return text.replaceAll("\u001b(\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(\u0007|\u001b\\\\)|[^\\[\\]])", "")
                .replaceAll("[\\p{Cntrl}&&[^\n\t]]", "");
    }
}
