package dev.jos.packages;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The `control` file of a binary package: one paragraph of fields, as `deb-control(5)` and `deb822(5)` describe
/// them.
///
/// Field names are compared without regard to case and keep the spelling and order in which they came. A value of
/// several
/// lines keeps its line feeds and the leading blank of each continuation line is taken off. `Package`, `Version` and
/// `Architecture` are present and not empty.
public final class ControlFile {

    private final Map<String, String> fields;
    private final Map<String, String> byLowerCaseName = new LinkedHashMap<>();

    private ControlFile(Map<String, String> fields) {
        this.fields = Collections.unmodifiableMap(fields);
        fields.forEach((name, value) -> byLowerCaseName.put(name.toLowerCase(Locale.ROOT), value));
    }

    /// The control file made of `fields`.
    ///
    /// @throws MalformedControlFileException if `Package`, `Version` or `Architecture` is missing, or a field
    /// occurs twice
    public static ControlFile of(Map<String, String> fields) throws MalformedControlFileException {
        ControlFile control = new ControlFile(new LinkedHashMap<>(fields));
        if (control.byLowerCaseName.size() != fields.size()) {
            throw new MalformedControlFileException(0, "a field occurs twice, spelled differently");
        }
        for (String required : new String[] {"Package", "Version", "Architecture"}) {
            if (control.field(required).isEmpty()) {
                throw new MalformedControlFileException(0, "the field `%s` is missing".formatted(required));
            }
        }
        return control;
    }

    /// Reads the first paragraph of `text`; a second one is an error.
    ///
    /// @throws MalformedControlFileException naming the line that is not in the format
    public static ControlFile parse(String text) throws MalformedControlFileException {
        return of(Deb822Paragraph.parse(text));
    }

    /// All fields in their order.
    public Map<String, String> fields() {
        return fields;
    }

    /// The value of a field, absent if it is missing or empty.
    public Optional<String> field(String name) {
        return Optional.ofNullable(byLowerCaseName.get(name.toLowerCase(Locale.ROOT)))
                .filter(value -> !value.isEmpty());
    }

    /// The relations of a field such as `Depends`; none if it is missing.
    ///
    /// @throws IOException naming field and package, if it is not in the format
    public List<Relation> relations(String name) throws IOException {
        try {
            return Relation.parseField(field(name).orElse(""));
        } catch (RelationSyntaxException malformed) {
            throw new IOException(
                    "`%s` of the package `%s`: %s".formatted(name, name(), malformed.getMessage()), malformed);
        }
    }

    /// The package's name.
    public String name() {
        return field("Package").orElseThrow();
    }

    /// The package's version, as written.
    public String version() {
        return field("Version").orElseThrow();
    }

    /// `amd64`, `arm64`, `all` …
    public String architecture() {
        return field("Architecture").orElseThrow();
    }

    /// The name of the source package; it is the package's own name unless `Source` says another.
    public String sourceName() {
        String source = field("Source").orElseGet(this::name);
        int blank = source.indexOf(' ');
        return blank < 0 ? source : source.substring(0, blank);
    }

    /// The version of the source package, from the parentheses of `Source` or else the package's own.
    public String sourceVersion() {
        String source = field("Source").orElse("");
        int open = source.indexOf('(');
        int close = source.indexOf(')', open + 1);
        return open < 0 || close < 0
                ? version()
                : source.substring(open + 1, close).strip();
    }

    /// The estimate of the unpacked size in KiB, absent if the field is missing or no number.
    public OptionalLong installedSizeKib() {
        String value = field("Installed-Size").orElse("");
        boolean number =
                !value.isEmpty() && value.length() < 16 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? OptionalLong.of(Long.parseLong(value)) : OptionalLong.empty();
    }

    /// Whether the package is `Essential: yes`.
    public boolean essential() {
        return field("Essential").filter("yes"::equalsIgnoreCase).isPresent();
    }

    /// The first line of `Description`.
    public String summary() {
        String description = field("Description").orElse("");
        int end = description.indexOf('\n');
        return end < 0 ? description : description.substring(0, end);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ControlFile that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return "%s %s (%s)".formatted(name(), version(), architecture());
    }
}
