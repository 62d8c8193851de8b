package dev.jos.modules.shipped.services;

import dev.jos.config.EvaluatedConfig;
import dev.jos.modules.formats.ShellWords;
import java.util.ArrayList;
import java.util.List;

/// What the services of certificates run.
final class AcmeScripts {

    private AcmeScripts() {}

    /// Makes a key and a certificate that signs itself, so that servers can start. The certificate is what is
    /// looked for, and moved into place last.
    static String selfSigned(String name, EvaluatedConfig certificate) {
        return """
                umask 027
                directory=%s
                mkdir -p "$directory"
                openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 \\
                    -subj %s -addext %s -keyout "$directory/key.pem" -out "$directory/fullchain.new" 2>/dev/null
                chgrp -R %s "$directory"
                chmod 750 "$directory"
                chmod 640 "$directory/key.pem"
                mv "$directory/fullchain.new" "$directory/fullchain.pem"
                """.formatted(
                        ShellWords.quoted(Acme.DIRECTORY + "/" + name),
                        ShellWords.quoted("/CN=" + name),
                        ShellWords.quoted("subjectAltName=DNS:" + name),
                        ShellWords.quoted(certificate.get(Acme.GROUP)));
    }

    /// Gets the certificate, or renews it when it is time, and puts it where its users look. One at a time, since all
    /// share one account.
    static String obtain(EvaluatedConfig config, String name, EvaluatedConfig certificate) {
        var domains = new ArrayList<>(List.of("--domains", name));
        certificate.get(Acme.EXTRA_NAMES).forEach(other -> domains.addAll(List.of("--domains", other)));
        var words = new ArrayList<>(List.of(
                "lego",
                "--accept-tos",
                "--path",
                Acme.DIRECTORY + "/.lego",
                "--server",
                config.get(Acme.SERVER),
                "--email",
                config.get(Acme.EMAIL),
                "--key-type",
                config.get(Acme.KEY_TYPE).word(),
                "--http",
                "--http.webroot",
                Acme.CHALLENGES));
        words.addAll(domains);
        return """
                %1$sdirectory=%2$s
                made=%3$s
                mkdir -p %4$s
                install -d -m 700 %9$s
                exec 9>%9$s/lock
                flock 9
                if [ -e "$made.crt" ]; then
                    %5$s renew --days %6$d --no-random-sleep
                else
                    %5$s run
                fi
                cmp -s "$made.crt" "$directory/fullchain.pem" && exit
                install -m 640 -g %7$s "$made.key" "$directory/key.new"
                install -m 640 -g %7$s "$made.crt" "$directory/fullchain.new"
                mv "$directory/key.new" "$directory/key.pem"
                mv "$directory/fullchain.new" "$directory/fullchain.pem"
                %8$s""".formatted(
                        config.get(Acme.CA)
                                .map(file -> "export LEGO_CA_CERTIFICATES=" + ShellWords.quoted(file) + "\n")
                                .orElse(""),
                        ShellWords.quoted(Acme.DIRECTORY + "/" + name),
                        ShellWords.quoted(Acme.DIRECTORY + "/.lego/certificates/" + name),
                        ShellWords.quoted(Acme.CHALLENGES),
                        ShellWords.joined(words),
                        config.get(Acme.RENEW_DAYS),
                        ShellWords.quoted(certificate.get(Acme.GROUP)),
                        reload(certificate),
                        ShellWords.quoted(Acme.DIRECTORY + "/.lego"));
    }

    private static String reload(EvaluatedConfig certificate) {
        var units = certificate.get(Acme.RELOAD);
        return units.isEmpty()
                ? ""
                : "systemctl --no-block try-reload-or-restart "
                        + ShellWords.joined(units.stream().sorted().toList()) + "\n";
    }
}
