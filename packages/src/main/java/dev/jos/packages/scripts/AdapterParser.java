package dev.jos.packages.scripts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Reads adapters, strictly; the format is described in `docs/reference/adapters.md`.
final class AdapterParser {

    private final String name;
    private final List<String> lines;
    private final Declarations.Builder declarations = Declarations.builder();
    private final Set<String> replaced = new HashSet<>();
    private final List<Adapter.Account> accounts = new ArrayList<>();
    private final Map<String, String> answers = new HashMap<>();
    private int at;

    private AdapterParser(String name, String text) {
        this.name = name;
        this.lines = text.lines().toList();
    }

    static Adapter parse(String name, String text) throws AdapterSyntaxException {
        AdapterParser parser = new AdapterParser(name, text);
        while (parser.at < parser.lines.size()) {
            String line = parser.lines.get(parser.at++).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                parser.statement(line);
            }
        }
        return new Adapter(parser.declarations.build(), parser.replaced, parser.accounts, parser.answers);
    }

    private void statement(String line) throws AdapterSyntaxException {
        int space = line.indexOf(' ');
        String keyword = space < 0 ? line : line.substring(0, space);
        String rest = space < 0 ? "" : line.substring(space + 1).strip();
        AdapterWords words = new AdapterWords(name, at, rest);
        switch (keyword) {
            case "replaces" -> replaced.add(words.only());
            case "covers" -> {
                String script = words.next("a script");
                accounts.add(new Adapter.Account(script, words.rest("a statement"), Outcome.TRUE));
            }
            case "assumes" -> {
                String script = words.next("a script");
                Outcome outcome = words.oneOf(Map.of("true", Outcome.TRUE, "false", Outcome.FALSE));
                accounts.add(new Adapter.Account(script, words.rest("a statement"), outcome));
            }
            case "answers" -> {
                String question = words.next("a question");
                answers.put(question, words.remaining());
            }
            case "tmpfiles" -> declarations.tmpfiles(words.rest("a line of tmpfiles.d"));
            case "trigger" -> declarations.trigger(words.only());
            case "alternative" -> alternative(words);
            case "file" -> declarations.add(new EtcFile(words.path(), text(), words.lastMode()));
            default -> declarations.add(declaration(keyword, words));
        }
    }

    private Declaration declaration(String keyword, AdapterWords words) throws AdapterSyntaxException {
        Declaration declaration =
                switch (keyword) {
                    case "unit" -> UnitEnablement.system(words.next("a unit"));
                    case "user-unit" -> UnitEnablement.user(words.next("a unit"));
                    case "user" -> user(words);
                    case "group" -> new GroupDeclaration(words.next("a group"), words.optionalNumber());
                    case "member" -> new Membership(words.next("a user"), words.next("a group"));
                    case "directory" ->
                        new DirectoryDeclaration(
                                words.path(), words.mode(), words.optional("root"), words.optional("root"));
                    case "mode" -> mode(words);
                    case "capability" -> new CapabilityGrant(words.path(), words.next("capabilities"));
                    case "copy" -> new FileCopy(words.path(), words.path(), words.optionalMode());
                    case "link" -> new FileLink(words.path(), words.next("a target"));
                    case "divert" -> new Diversion(words.path(), words.path(), name);
                    default -> throw words.error("`" + keyword + "` is no statement of an adapter");
                };
        words.end();
        return declaration;
    }

    private static UserDeclaration user(AdapterWords words) throws AdapterSyntaxException {
        String user = words.next("a user");
        Map<String, String> fields = words.fields(Set.of("id", "group", "home", "shell", "gecos"));
        String id = fields.get("id");
        return new UserDeclaration(
                user,
                id == null ? OptionalInt.empty() : OptionalInt.of(words.number(id)),
                Optional.ofNullable(fields.get("group")),
                fields.getOrDefault("gecos", ""),
                fields.getOrDefault("home", UserDeclaration.NO_HOME),
                fields.getOrDefault("shell", UserDeclaration.NO_LOGIN));
    }

    private static ModeOverride mode(AdapterWords words) throws AdapterSyntaxException {
        String path = words.path();
        String mode = words.next("a mode");
        String user = words.optional("-");
        String group = words.optional("-");
        return new ModeOverride(
                path,
                Optional.of(user).filter(u -> !u.equals("-")),
                Optional.of(group).filter(g -> !g.equals("-")),
                mode.equals("-") ? Optional.empty() : Optional.of(words.expression(mode)),
                false);
    }

    private void alternative(AdapterWords words) throws AdapterSyntaxException {
        String alternative = words.next("a name");
        String link = words.path();
        String path = words.path();
        int priority = words.number(words.next("a priority"));
        words.end();
        List<Alternative.Slave> slaves = new ArrayList<>();
        while (at < lines.size() && lines.get(at).strip().startsWith("slave ")) {
            AdapterWords slave =
                    new AdapterWords(name, at + 1, lines.get(at).strip().substring(6));
            slaves.add(new Alternative.Slave(slave.next("a name"), slave.path(), slave.path()));
            slave.end();
            at++;
        }
        declarations.add(new Alternative(alternative, link, path, priority, slaves));
    }

    /// The lines beginning with `|` that follow.
    private String text() {
        StringBuilder text = new StringBuilder();
        while (at < lines.size() && lines.get(at).strip().startsWith("|")) {
            text.append(lines.get(at).strip().substring(1)).append('\n');
            at++;
        }
        return text.toString();
    }
}
