package dev.jos.packages.lock;

import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.PackageId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a lock strictly: an unknown keyword, a missing field, a name twice or a line out of order is an error with
/// its
/// line number.
final class LockReader {

    /// It becomes the name of a directory.
    private static final Pattern SCOPE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@+-]*");

    private final String file;
    private final String text;
    private int lineNumber;

    private @Nullable Architecture architecture;
    private @Nullable Sha256 request;
    private final Map<String, LockedSuite> suites = new TreeMap<>();
    private final Map<String, LockedPackage> packages = new TreeMap<>();
    private @Nullable Sha256 overriding;
    private final Map<String, LockedPackage> overrides = new TreeMap<>();
    private @Nullable Sha256 scoping;
    private final Map<String, Map<String, LockedPackage>> scopes = new TreeMap<>();
    private final Map<String, Integer> users = new TreeMap<>();
    private final Map<String, Integer> groups = new TreeMap<>();

    LockReader(String file, String text) {
        this.file = file;
        this.text = text;
    }

    Lock read() throws LockSyntaxException {
        int start = 0;
        while (start < text.length()) {
            lineNumber++;
            int end = text.indexOf('\n', start);
            if (end < 0) {
                throw error("the last line is cut off: expected a line feed at its end");
            }
            line(text.substring(start, end));
            start = end + 1;
        }
        if (lineNumber == 0) {
            throw error("expected `%s`, but the file is empty".formatted(LockWriter.HEADER));
        }
        if (architecture == null) {
            throw error("there is no line `architecture`");
        }
        if (request == null) {
            throw error("there is no line `request`");
        }
        return new Lock(
                architecture,
                request,
                List.copyOf(suites.values()),
                List.copyOf(packages.values()),
                overrides(),
                scopes(),
                new AccountIds(users, groups));
    }

    private LockedOverrides overrides() throws LockSyntaxException {
        if (overriding == null) {
            if (!overrides.isEmpty()) {
                throw error("there is no line `overrides`");
            }
            return LockedOverrides.NONE;
        }
        return new LockedOverrides(overriding, List.copyOf(overrides.values()));
    }

    private LockedScopes scopes() throws LockSyntaxException {
        if (scoping == null) {
            if (!scopes.isEmpty()) {
                throw error("there is no line `scopes`");
            }
            return LockedScopes.NONE;
        }
        SortedMap<String, List<LockedPackage>> packages = new TreeMap<>();
        scopes.forEach((scope, some) -> packages.put(scope, List.copyOf(some.values())));
        return new LockedScopes(scoping, packages);
    }

    private void line(String line) throws LockSyntaxException {
        if (lineNumber == 1) {
            header(line);
            return;
        }
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        if (line.startsWith("<<<<<<<") || line.startsWith("=======") || line.startsWith(">>>>>>>")) {
            throw error("there is a mark of an unresolved merge; keep the lines of one side");
        }
        Fields fields = new Fields(line);
        try {
            switch (fields.keyword()) {
                case "architecture" -> architecture = architecture(fields);
                case "request" -> request = fingerprint(fields, request);
                case "suite" -> suite(fields);
                case "package" -> lockedPackage(fields, 1, packages);
                case "overrides" -> overriding = fingerprint(fields, overriding);
                case "override" -> lockedPackage(fields, 1, overrides);
                case "scopes" -> scoping = fingerprint(fields, scoping);
                case "scope" -> scope(fields);
                case "user" -> account(fields, users);
                case "group" -> account(fields, groups);
                default -> throw error("`%s` is not a keyword of a lock file".formatted(fields.keyword()));
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            throw error(String.valueOf(e.getMessage()));
        }
    }

    private void header(String line) throws LockSyntaxException {
        if (line.equals(LockWriter.HEADER)) {
            return;
        }
        if (line.startsWith("jos-lock ")) {
            throw error("the lock has format `%s`, and this version of jos reads only `%s`"
                    .formatted(line, LockWriter.HEADER));
        }
        throw error("expected `%s`, found `%s`".formatted(LockWriter.HEADER, shortened(line)));
    }

    private Architecture architecture(Fields fields) throws LockSyntaxException {
        fields.expect(1);
        if (architecture != null) {
            throw error("`architecture` stands twice");
        }
        String name = fields.text(1);
        return Architecture.parse(name)
                .orElseThrow(() -> error("`%s` is not an architecture jos knows: amd64 or arm64".formatted(name)));
    }

    private Sha256 fingerprint(Fields fields, @Nullable Sha256 before) throws LockSyntaxException {
        fields.expect(1);
        if (before != null) {
            throw error("`%s` stands twice".formatted(fields.keyword()));
        }
        return Sha256.parse(fields.text(1));
    }

    private void suite(Fields fields) throws LockSyntaxException {
        fields.expect(3);
        LockedSuite suite =
                new LockedSuite(fields.text(1), Instant.parse(fields.text(2)), Sha256.parse(fields.text(3)));
        if (suites.put(suite.name(), suite) != null) {
            throw error("the suite `%s` stands twice".formatted(suite.name()));
        }
    }

    private void scope(Fields fields) throws LockSyntaxException {
        fields.expect(10);
        if (!SCOPE.matcher(fields.text(1)).matches()) {
            throw error("`%s` is no name of a package or unit".formatted(shortened(fields.text(1))));
        }
        lockedPackage(fields, 2, scopes.computeIfAbsent(fields.text(1), _ -> new TreeMap<>()));
    }

    /// @param first the field with its name
    private void lockedPackage(Fields fields, int first, Map<String, LockedPackage> into) throws LockSyntaxException {
        fields.expect(first + 8);
        PackageId id =
                new PackageId(fields.text(first), DebianVersion.parse(fields.text(first + 1)), fields.text(first + 2));
        LockedPackage locked = new LockedPackage(
                id,
                fields.text(first + 3),
                fields.text(first + 4),
                DebianVersion.parse(fields.text(first + 5)),
                fields.text(first + 8),
                number(fields.text(first + 6)),
                Sha256.parse(fields.text(first + 7)));
        if (architecture == null) {
            throw error("`architecture` has to stand before the first package");
        }
        if (!id.architecture().equals(Architecture.ALL) && !id.architecture().equals(architecture.debianName())) {
            throw error("`%s` is for %s, and the lock is for %s".formatted(id.name(), id.architecture(), architecture));
        }
        if (into.put(id.name(), locked) != null) {
            throw error("the package `%s` stands twice".formatted(id.name()));
        }
    }

    private void account(Fields fields, Map<String, Integer> ids) throws LockSyntaxException {
        fields.expect(2);
        long id = number(fields.text(2));
        if (id > AccountIds.LAST_NORMAL) {
            throw error("`%d` is no account id: expected a number up to %d".formatted(id, AccountIds.LAST_NORMAL));
        }
        if (ids.containsValue((int) id)) {
            throw error("the id %d is given to two names".formatted(id));
        }
        if (ids.put(fields.text(1), (int) id) != null) {
            throw error("`%s` stands twice".formatted(fields.text(1)));
        }
    }

    private long number(String digits) throws LockSyntaxException {
        if (digits.isEmpty() || digits.length() > 15 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw error("`%s` is not a number".formatted(shortened(digits)));
        }
        return Long.parseLong(digits);
    }

    private LockSyntaxException error(String problem) {
        return new LockSyntaxException(file, Math.max(lineNumber, 1), problem);
    }

    private static String shortened(String line) {
        return line.length() <= 60 ? line : line.substring(0, 60) + "…";
    }

    /// The fields of one line, separated by single spaces; field 0 is the keyword.
    private final class Fields {

        private final List<String> fields = new ArrayList<>(10);

        Fields(String line) throws LockSyntaxException {
            int start = 0;
            for (int end = line.indexOf(' '); end >= 0; end = line.indexOf(' ', start)) {
                fields.add(line.substring(start, end));
                start = end + 1;
            }
            fields.add(line.substring(start));
            if (fields.contains("")) {
                throw error("fields are separated by one space, and none stands at an end of a line");
            }
        }

        String keyword() {
            return text(0);
        }

        String text(int index) {
            return fields.get(index);
        }

        void expect(int count) throws LockSyntaxException {
            if (fields.size() != count + 1) {
                throw error("`%s` takes %d fields, not %d".formatted(shortened(keyword()), count, fields.size() - 1));
            }
        }
    }
}
