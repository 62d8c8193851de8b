package dev.jos.modules.shipped.services;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.integer;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nonEmptyString;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.oneOf;

import dev.jos.config.Data;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.config.OptionType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The settings of sshd_config(5) that are most often changed; others need no option to be said.
final class SshdSettings {

    enum RootLogin {
        YES("yes"),
        NO("no"),
        PROHIBIT_PASSWORD("prohibit-password"),
        FORCED_COMMANDS_ONLY("forced-commands-only");

        private final String word;

        RootLogin(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    enum LogLevel {
        QUIET,
        FATAL,
        ERROR,
        INFO,
        VERBOSE,
        DEBUG;

        String word() {
            return name().toUpperCase(Locale.ROOT);
        }
    }

    static final Option<?>[] ALL = {
        setting(
                "PermitRootLogin",
                oneOf(RootLogin.class, RootLogin::word),
                "Whether root logs in over SSH, and how. Without it, with a key only."),
        setting("PasswordAuthentication", bool(), "Whether passwords log in. Without it, they do."),
        setting("KbdInteractiveAuthentication", bool(), "Whether PAM may ask questions. Without it, it may not."),
        setting("PubkeyAuthentication", bool(), "Whether keys log in. Without it, they do."),
        setting("AllowUsers", list(pattern()), "The only users who log in."),
        setting("AllowGroups", list(pattern()), "The only groups whose members log in."),
        setting("DenyUsers", list(pattern()), "Users who do not log in."),
        setting("DenyGroups", list(pattern()), "Groups whose members do not log in."),
        setting("MaxAuthTries", integer(1, 1000), "How often one connection may try. Without it, 6 times."),
        setting("X11Forwarding", bool(), "Whether graphical programs may show up at the client. Without it, they may."),
        setting("AllowAgentForwarding", bool(), "Whether the client's agent can be used from here."),
        setting(
                "AllowTcpForwarding",
                matching("`yes`, `no`, `all`, `local` or `remote`", SshdSettings::isForwarding),
                "Which connections may be led through."),
        setting(
                "GatewayPorts",
                matching("`yes`, `no` or `clientspecified`", SshdSettings::isGateway),
                "Whether others reach ports that clients forward."),
        setting("UseDNS", bool(), "Whether the names of clients are looked up."),
        setting(
                "ClientAliveInterval",
                integer(0, 86_400),
                "After how many quiet seconds a client is asked for a sign of life."),
        setting("ClientAliveCountMax", integer(0, 1000), "How many signs of life may be missing."),
        setting("LogLevel", oneOf(LogLevel.class, LogLevel::word), "How much the journal hears."),
        setting("Ciphers", list(nonEmptyString()), "The ciphers to offer."),
        setting("MACs", list(nonEmptyString()), "The message authentication codes to offer."),
        setting("KexAlgorithms", list(nonEmptyString()), "The key exchanges to offer."),
    };

    /// These are written as one list with commas.
    private static final Set<String> WITH_COMMAS = Set.of("Ciphers", "MACs", "KexAlgorithms");

    private SshdSettings() {}

    /// What is said, by the names of sshd_config(5).
    static Data.Table said(Optional<EvaluatedConfig> settings) {
        var said = new TreeMap<String, Data>();
        settings.map(EvaluatedConfig::plain)
                .map(Data.Table::entries)
                .orElse(Map.of())
                .forEach((key, value) -> {
                    if (value instanceof Data.Items(var items) && WITH_COMMAS.contains(key)) {
                        said.put(
                                key,
                                Data.of(String.join(
                                        ",", items.stream().map(Data::text).toList())));
                    } else if (!(value instanceof Data.Nothing)) {
                        said.put(key, value);
                    }
                });
        return new Data.Table(said);
    }

    private static <T> Option<Optional<T>> setting(String name, OptionType<T> type, String description) {
        return option(name, nullable(type), description).defaultsTo(Optional.empty());
    }

    private static OptionType<String> pattern() {
        return matching("a name, where `*` stands for any text", text -> !text.isEmpty() && text.indexOf(' ') < 0);
    }

    private static boolean isForwarding(String text) {
        return isTruth(text) || text.equals("all") || text.equals("local") || text.equals("remote");
    }

    private static boolean isGateway(String text) {
        return isTruth(text) || text.equals("clientspecified");
    }

    private static boolean isTruth(String text) {
        return text.equals("yes") || text.equals("no");
    }
}
