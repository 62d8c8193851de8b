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
public final class LiteralSecrets {

    private static final List<String> NAMES = List.of(
            "password", "passwd", "passphrase", "secret", "token", "privatekey", "apikey", "secretkey", "presharedkey");
    private static final Set<String> NO_SECRETS =
            Set.of("", "true", "false", "yes", "no", "on", "off", "none", "null", "!", "*", "x");

    private final List<Definition> found = new ArrayList<>();

    private LiteralSecrets() {}

    /// Hides all secrets in a file; a warning for each shows where it is.
    static List<Diagnostic> hide(FileContent content) {
        var secrets = new LiteralSecrets();
        secrets.search(Definition.ofFile(content.file(), content.block()), "");
        secrets.found.forEach(Definition::hide);
        return secrets.found.stream().map(Messages::literalSecret).toList();
    }

    private void search(Definition definition, String name) {
        if (definition.value() instanceof Value.Block block) {
            block.entries().forEach((key, value) -> search(definition.child(key, value), key));
        } else if (definition.value() instanceof Value.Items list) {
            for (int i = 0; i < list.items().size(); i++) {
                search(definition.element(i, list.items().get(i)), name);
            }
        } else if (definition.value() instanceof Value.Scalar scalar && isSecret(name, scalar.data())) {
            found.add(definition);
        }
    }

    private static boolean isSecret(String name, Data data) {
        if (data instanceof Data.Flag || data instanceof Data.Nothing) {
            return false;
        }
        String text = data.text().strip();
        if (isPrivateKey(text)) {
            return true;
        }
        boolean plain = !text.startsWith("$") && !text.startsWith("/") && !text.startsWith("./");
        return isName(name) && plain && !NO_SECRETS.contains(text.toLowerCase(Locale.ROOT));
    }

    /// Whether a value should not be shown: a private key, or whatever stands under a name such as `password`, hashes
    /// included.
    public static boolean isPrivate(String key, String text) {
        return isName(key) || isPrivateKey(text);
    }

    private static boolean isPrivateKey(String text) {
        return text.contains("-----BEGIN ") && text.contains("PRIVATE KEY-----");
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
}
