package dev.jos.packages.lock;

import java.util.Map;

/// Renders a lock. Every line is a keyword and fields separated by single spaces; lines of a kind are sorted.
final class LockWriter {

    static final String HEADER = "jos-lock 1";

    static final String COMMENT = "# Written by jos; keep it beside the configuration under version control.";

    private LockWriter() {}

    static String write(Lock lock) {
        StringBuilder out = new StringBuilder(256 * (lock.packages().size() + 16));
        line(out, HEADER);
        line(out, COMMENT);
        line(out, "architecture", lock.architecture().debianName());
        line(out, "request", lock.request().hex());
        for (LockedSuite suite : lock.suites()) {
            line(
                    out,
                    "suite",
                    suite.name(),
                    suite.date().toString(),
                    suite.release().hex());
        }
        lock.packages().forEach(each -> line(out, "package", each));
        if (!lock.overrides().equals(LockedOverrides.NONE)) {
            line(out, "overrides", lock.overrides().request().hex());
            lock.overrides().packages().forEach(each -> line(out, "override", each));
        }
        if (!lock.scopes().equals(LockedScopes.NONE)) {
            line(out, "scopes", lock.scopes().request().hex());
            lock.scopes()
                    .packages()
                    .forEach((scope, packages) -> packages.forEach(each -> line(out, "scope " + scope, each)));
        }
        accounts(out, "user", lock.accounts().users());
        accounts(out, "group", lock.accounts().groups());
        return out.toString();
    }

    private static void line(StringBuilder out, String keyword, LockedPackage each) {
        line(
                out,
                keyword,
                each.name(),
                each.version().text(),
                each.id().architecture(),
                each.suite(),
                each.source(),
                each.sourceVersion().text(),
                Long.toString(each.size()),
                each.sha256().hex(),
                each.file());
    }

    private static void accounts(StringBuilder out, String keyword, Map<String, Integer> ids) {
        ids.forEach((name, id) -> line(out, keyword, name, Integer.toString(id)));
    }

    private static void line(StringBuilder out, String... fields) {
        for (int i = 0; i < fields.length; i++) {
            out.append(i == 0 ? "" : " ").append(fields[i]);
        }
        out.append('\n');
    }
}
