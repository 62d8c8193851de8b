package dev.jos.packages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Recursive descent over a relation field, without regular expressions: an index holds half a million of them.
final class RelationParser {

    private final String field;
    private int at;

    RelationParser(String field) {
        this.field = field;
    }

    List<Relation> parse() throws RelationSyntaxException {
        List<Relation> relations = new ArrayList<>();
        skipSpace();
        while (at < field.length()) {
            relations.add(relation());
            if (at < field.length()) {
                expect(',', "`,` or `|`");
                skipSpace();
            }
        }
        return relations;
    }

    private Relation relation() throws RelationSyntaxException {
        List<PackageReference> alternatives = new ArrayList<>(2);
        alternatives.add(reference());
        while (peek() == '|') {
            at++;
            skipSpace();
            alternatives.add(reference());
        }
        return new Relation(alternatives);
    }

    private PackageReference reference() throws RelationSyntaxException {
        String name = name("a package name");
        Optional<String> qualifier = Optional.empty();
        if (peek() == ':') {
            at++;
            qualifier = Optional.of(name("an architecture"));
        }
        skipSpace();
        Optional<VersionConstraint> constraint = Optional.empty();
        if (peek() == '(') {
            at++;
            constraint = Optional.of(constraint());
            skipSpace();
        }
        return new PackageReference(name, qualifier, constraint);
    }

    private VersionConstraint constraint() throws RelationSyntaxException {
        skipSpace();
        int start = at;
        while (peek() == '<' || peek() == '>' || peek() == '=') {
            at++;
        }
        int operatorEnd = at;
        VersionOperator operator = VersionOperator.parse(field.substring(start, operatorEnd))
                .orElseThrow(() -> new RelationSyntaxException(field, start, "one of `<< <= = >= >>`"));
        skipSpace();
        int versionStart = at;
        while (at < field.length() && peek() != ')' && !isSpace(peek())) {
            at++;
        }
        DebianVersion version;
        try {
            version = DebianVersion.parse(field.substring(versionStart, at));
        } catch (IllegalArgumentException e) {
            throw new RelationSyntaxException(field, versionStart, "a version");
        }
        skipSpace();
        expect(')', "`)`");
        return new VersionConstraint(operator, version);
    }

    private String name(String expected) throws RelationSyntaxException {
        int start = at;
        while (at < field.length() && isNameCharacter(field.charAt(at))) {
            at++;
        }
        String name = field.substring(start, at);
        if (!PackageNames.isValid(name)) {
            throw new RelationSyntaxException(field, start, expected);
        }
        return name;
    }

    private void expect(char c, String expected) throws RelationSyntaxException {
        if (peek() != c) {
            throw new RelationSyntaxException(field, at, expected);
        }
        at++;
    }

    private char peek() {
        return at < field.length() ? field.charAt(at) : '\0';
    }

    private void skipSpace() {
        while (at < field.length() && isSpace(field.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    }
}
