package dev.jos.packages.scripts;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// [Declarations] as one JSON object, streamed. What is empty is left out; the same declarations give the same text.
///
/// Every declaration is an object of strings, or of arrays of such objects; modes are octal text.
public final class DeclarationsJson {

    private DeclarationsJson() {}

    public static void write(Declarations declarations, JsonWriter out) throws IOException {
        out.beginObject();
        objects(out, "units", declarations.units(), unit -> {
            field(out, "unit", unit.unit());
            if (unit.scope() == UnitEnablement.Scope.USER) {
                field(out, "scope", "user");
            }
        });
        objects(out, "users", declarations.users(), user -> {
            field(out, "name", user.name());
            field(out, "id", user.id());
            field(out, "group", user.primaryGroup());
            field(out, "gecos", user.gecos());
            field(out, "home", user.home());
            field(out, "shell", user.shell());
        });
        objects(out, "groups", declarations.groups(), group -> {
            field(out, "name", group.name());
            field(out, "id", group.id());
        });
        objects(out, "memberships", declarations.memberships(), membership -> {
            field(out, "user", membership.user());
            field(out, "group", membership.group());
        });
        objects(out, "alternatives", declarations.alternatives(), alternative -> {
            field(out, "name", alternative.name());
            field(out, "link", alternative.link());
            field(out, "path", alternative.path());
            field(out, "priority", Integer.toString(alternative.priority()));
            objects(out, "slaves", alternative.slaves(), slave -> {
                field(out, "name", slave.name());
                field(out, "link", slave.link());
                field(out, "path", slave.path());
            });
        });
        objects(out, "directories", declarations.directories(), directory -> {
            field(out, "path", directory.path());
            field(out, "mode", Integer.toOctalString(directory.mode()));
            field(out, "user", directory.user());
            field(out, "group", directory.group());
        });
        objects(out, "modes", declarations.modes(), mode -> {
            field(out, "path", mode.path());
            field(out, "user", mode.user());
            field(out, "group", mode.group());
            field(out, "mode", mode.mode().map(ModeExpression::text));
            if (mode.recursive()) {
                field(out, "recursive", "true");
            }
        });
        objects(out, "capabilities", declarations.capabilities(), grant -> {
            field(out, "path", grant.path());
            field(out, "capabilities", grant.capabilities());
        });
        strings(out, "tmpfiles", declarations.tmpfiles());
        objects(out, "copies", declarations.copies(), copy -> {
            field(out, "from", copy.from());
            field(out, "to", copy.to());
            if (copy.mode().isPresent()) {
                field(out, "mode", Integer.toOctalString(copy.mode().getAsInt()));
            }
        });
        objects(out, "links", declarations.links(), link -> {
            field(out, "path", link.path());
            field(out, "target", link.target());
        });
        objects(out, "files", declarations.files(), file -> {
            field(out, "path", file.path());
            field(out, "text", file.text());
            field(out, "mode", Integer.toOctalString(file.mode()));
        });
        objects(out, "diversions", declarations.diversions(), diversion -> {
            field(out, "path", diversion.path());
            field(out, "divertedTo", diversion.divertedTo());
            field(out, "by", diversion.by());
        });
        strings(out, "triggers", declarations.triggers());
        strings(out, "interests", declarations.interests());
        objects(out, "uncovered", declarations.uncovered(), statement -> {
            field(out, "script", statement.script());
            field(out, "line", Integer.toString(statement.line()));
            field(out, "statement", statement.statement());
            field(out, "why", statement.why());
        });
        out.endObject();
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws IOException also where the text is JSON but no declarations
    public static Declarations read(JsonReader in) throws IOException {
        Declarations.Builder builder = Declarations.builder();
        in.beginObject();
        while (in.hasNext()) {
            String list = in.nextName();
            in.beginArray();
            while (in.hasNext()) {
                switch (list) {
                    case "tmpfiles" -> builder.tmpfiles(in.nextString());
                    case "triggers" -> builder.trigger(in.nextString());
                    case "interests" -> builder.interest(in.nextString());
                    default -> builder.add(declaration(list, Fields.read(in)));
                }
            }
            in.endArray();
        }
        in.endObject();
        return builder.build();
    }

    private static Declaration declaration(String list, Fields fields) throws IOException {
        try {
            return switch (list) {
                case "units" ->
                    new UnitEnablement(
                            fields.text("unit"),
                            fields.optional("scope").isPresent()
                                    ? UnitEnablement.Scope.USER
                                    : UnitEnablement.Scope.SYSTEM);
                case "users" ->
                    new UserDeclaration(
                            fields.text("name"),
                            fields.number("id", 10),
                            fields.optional("group"),
                            fields.text("gecos"),
                            fields.text("home"),
                            fields.text("shell"));
                case "groups" -> new GroupDeclaration(fields.text("name"), fields.number("id", 10));
                case "memberships" -> new Membership(fields.text("user"), fields.text("group"));
                case "alternatives" ->
                    new Alternative(
                            fields.text("name"),
                            fields.text("link"),
                            fields.text("path"),
                            Integer.parseInt(fields.text("priority")),
                            fields.slaves());
                case "directories" ->
                    new DirectoryDeclaration(
                            fields.text("path"), fields.mode(), fields.text("user"), fields.text("group"));
                case "modes" ->
                    new ModeOverride(
                            fields.text("path"),
                            fields.optional("user"),
                            fields.optional("group"),
                            fields.optional("mode").map(ModeExpression::new),
                            fields.optional("recursive").isPresent());
                case "capabilities" -> new CapabilityGrant(fields.text("path"), fields.text("capabilities"));
                case "copies" -> new FileCopy(fields.text("from"), fields.text("to"), fields.number("mode", 8));
                case "links" -> new FileLink(fields.text("path"), fields.text("target"));
                case "files" -> new EtcFile(fields.text("path"), fields.text("text"), fields.mode());
                case "diversions" -> new Diversion(fields.text("path"), fields.text("divertedTo"), fields.text("by"));
                case "uncovered" ->
                    new Uncovered(
                            fields.text("script"),
                            Integer.parseInt(fields.text("line")),
                            fields.text("statement"),
                            fields.text("why"));
                default -> throw new IOException("`" + list + "` is no kind of declaration");
            };
        } catch (IllegalArgumentException malformed) {
            throw new IOException("A declaration under `" + list + "` is malformed.", malformed);
        }
    }

    private interface Body<T> {
        void write(T element) throws IOException;
    }

    private static <T> void objects(JsonWriter out, String name, List<T> elements, Body<T> body) throws IOException {
        if (elements.isEmpty()) {
            return;
        }
        out.name(name).beginArray();
        for (T element : elements) {
            out.beginObject();
            body.write(element);
            out.endObject();
        }
        out.endArray();
    }

    private static void strings(JsonWriter out, String name, Iterable<String> values) throws IOException {
        if (!values.iterator().hasNext()) {
            return;
        }
        out.name(name).beginArray();
        for (String value : values) {
            out.value(value);
        }
        out.endArray();
    }

    private static void field(JsonWriter out, String name, String value) throws IOException {
        out.name(name).value(value);
    }

    private static void field(JsonWriter out, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            field(out, name, value.get());
        }
    }

    private static void field(JsonWriter out, String name, OptionalInt value) throws IOException {
        if (value.isPresent()) {
            field(out, name, Integer.toString(value.getAsInt()));
        }
    }

    /// The members of one declaration's object.
    private record Fields(Map<String, String> values, List<Alternative.Slave> slaves) {

        static Fields read(JsonReader in) throws IOException {
            Map<String, String> values = new LinkedHashMap<>();
            List<Alternative.Slave> slaves = new ArrayList<>();
            in.beginObject();
            while (in.hasNext()) {
                String name = in.nextName();
                if (in.peek() == JsonToken.BEGIN_ARRAY) {
                    in.beginArray();
                    while (in.hasNext()) {
                        Fields slave = read(in);
                        slaves.add(new Alternative.Slave(slave.text("name"), slave.text("link"), slave.text("path")));
                    }
                    in.endArray();
                } else {
                    values.put(name, in.nextString());
                }
            }
            in.endObject();
            return new Fields(values, slaves);
        }

        String text(String name) throws IOException {
            String value = values.get(name);
            if (value == null) {
                throw new IOException("A declaration lacks `" + name + "`.");
            }
            return value;
        }

        Optional<String> optional(String name) {
            return Optional.ofNullable(values.get(name));
        }

        OptionalInt number(String name, int radix) {
            String value = values.get(name);
            return value == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(value, radix));
        }

        int mode() throws IOException {
            return Integer.parseInt(text("mode"), 8);
        }
    }
}
