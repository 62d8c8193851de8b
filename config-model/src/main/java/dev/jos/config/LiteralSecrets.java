package dev.jos.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds secrets that stand in a configuration as they are: whoever may read the files, or the system made of them,
/// can read those too.
///
/// A secret is a private key in PEM (RFC 7468), or plain text under a name such as `password` or `apiToken`. Hashes,
/// which begin with `$`, absolute paths and references are none.
final class LiteralSecrets {

    private static final List<String> NAMES = List.of(
            "password", "passwd", "passphrase", "secret", "token", "privatekey", "apikey", "secretkey", "presharedkey");
    private static final Set<String> NO_SECRETS =
            Set.of("", "true", "false", "yes", "no", "on", "off", "none", "null", "!", "*", "x");

    private final List<Diagnostic> warnings = new ArrayList<>();

    private LiteralSecrets() {}

    /// A warning for each secret in a file, which shows where it is without showing it.
    static List<Diagnostic> in(FileContent content) {
        var secrets = new LiteralSecrets();
        secrets.search(Definition.ofFile(content.file(), content.block()), "");
        return secrets.warnings;
    }

    private void search(Definition definition, String name) {
        if (definition.value() instanceof Value.Block block) {
            block.entries().forEach((key, value) -> search(definition.child(key, value), key));
        } else if (definition.value() instanceof Value.Items list) {
            for (int i = 0; i < list.items().size(); i++) {
                search(definition.element(i, list.items().get(i)), name);
            }
        } else if (definition.value() instanceof Value.Scalar scalar && isSecret(name, scalar.data())) {
            warnings.add(
                    Messages.literalSecret(new OptionPath(definition.filePath()), name, hidden(definition.place())));
        }
    }

    private static boolean isSecret(String name, Data data) {
        if (data instanceof Data.Flag || data instanceof Data.Nothing) {
            return false;
        }
        String text = data.text().strip();
        if (text.contains("-----BEGIN ") && text.contains("PRIVATE KEY-----")) {
            return true;
        }
        boolean plain = !text.startsWith("$") && !text.startsWith("/") && !text.startsWith("./");
        return isName(name) && plain && !NO_SECRETS.contains(text.toLowerCase(Locale.ROOT));
    }

    private static boolean isName(String key) {
        String name = key.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
        for (String secret : NAMES) {
            if (name.endsWith(secret) || name.endsWith(secret + "s")) {
                return true;
            }
        }
        return false;
    }

    /// The place with stars where the secret is: messages end up in logs.
    private static Place hidden(Place place) {
        String line = place.lineText();
        int start = Math.min(place.column() - 1, line.length());
        int end = Math.min(start + place.length(), line.length());
        String stars = "*".repeat(end - start);
        return new Place(
                place.file(),
                place.line(),
                place.column(),
                place.length(),
                line.substring(0, start) + stars + line.substring(end));
    }
}
