package dev.jos.packages.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A clear-signed OpenPGP message (RFC 9580, section 7), split into its text and its signature.
///
/// Reading is strict: nothing may stand before, between or after the two parts, so that what is verified is what is
/// read.
///
/// @param text the signed lines, without dash escapes, each ended by a line feed
/// @param canonical the bytes that the signature covers, one per character
/// @param signature the ASCII-armored signature
record ClearSigned(String text, String canonical, String signature) {

    private static final String BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----";
    private static final String BEGIN_SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
    private static final String END_SIGNATURE = "-----END PGP SIGNATURE-----";

    static ClearSigned parse(byte[] message) throws Rejection {
        List<String> lines = lines(new String(message, StandardCharsets.ISO_8859_1));
        if (lines.isEmpty() || !trimmed(lines.getFirst()).equals(BEGIN)) {
            throw problem("it does not begin with `%s`".formatted(BEGIN));
        }
        int textStart = 1;
        while (textStart < lines.size() && !trimmed(lines.get(textStart)).isEmpty()) {
            if (!lines.get(textStart).startsWith("Hash: ")) {
                throw problem("`%s` is no header of a signed message".formatted(lines.get(textStart)));
            }
            textStart++;
        }
        textStart++;
        int textEnd = textStart;
        while (textEnd < lines.size() && !trimmed(lines.get(textEnd)).equals(BEGIN_SIGNATURE)) {
            textEnd++;
        }
        if (textEnd >= lines.size()) {
            throw problem("the signature is missing; the file may be cut off");
        }
        int last = lines.size() - 1;
        while (last > textEnd && trimmed(lines.get(last)).isEmpty()) {
            last--;
        }
        int end = lines.subList(textEnd, lines.size()).stream()
                        .map(ClearSigned::trimmed)
                        .toList()
                        .indexOf(END_SIGNATURE)
                + textEnd;
        if (end < textEnd) {
            throw problem("the end of the signature is missing; the file may be cut off");
        }
        if (end != last) {
            throw problem("there is something after the signature");
        }
        return of(lines.subList(textStart, textEnd), lines.subList(textEnd, end + 1));
    }

    private static ClearSigned of(List<String> signed, List<String> armor) throws Rejection {
        StringBuilder text = new StringBuilder();
        StringBuilder canonical = new StringBuilder();
        boolean first = true;
        for (String raw : signed) {
            if (raw.startsWith("-") && !raw.startsWith("- ")) {
                throw problem("a line begins with a dash that is not escaped");
            }
            String line = trimmed(raw.startsWith("- ") ? raw.substring(2) : raw);
            text.append(line).append('\n');
            if (!first) {
                canonical.append("\r\n");
            }
            first = false;
            canonical.append(line);
        }
        String content = new String(text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return new ClearSigned(content, canonical.toString(), String.join("\n", armor) + "\n");
    }

    private static List<String> lines(String message) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = message.indexOf('\n'); end >= 0; end = message.indexOf('\n', start)) {
            lines.add(message.substring(start, end));
            start = end + 1;
        }
        if (start < message.length()) {
            lines.add(message.substring(start));
        }
        return lines;
    }

    /// Without the white space at the end that a signature does not cover.
    private static String trimmed(String line) {
        int end = line.length();
        while (end > 0 && " \t\r".indexOf(line.charAt(end - 1)) >= 0) {
            end--;
        }
        return line.substring(0, end);
    }

    private static Rejection problem(String detail) {
        return new Rejection(new ReleaseProblem.NotSigned(detail));
    }
}
