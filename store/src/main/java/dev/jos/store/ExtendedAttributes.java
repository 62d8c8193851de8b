package dev.jos.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// Extended attributes of one file: names with a namespace (`security.capability`), values of raw bytes.
///
/// Immutable and compared by content. Iteration is in the order of the names.
public final class ExtendedAttributes {

    public static final ExtendedAttributes NONE = new ExtendedAttributes(new TreeMap<>());

    static final int MAX_NAME = 255;
    static final int MAX_VALUE = 65535;

    private final SortedMap<String, byte[]> values;

    private ExtendedAttributes(SortedMap<String, byte[]> values) {
        this.values = values;
    }

    /// Copies names and values.
    ///
    /// @throws IllegalArgumentException if a name is not ASCII of the form `namespace.name` of at most 255 bytes,
    ///     or a
    ///     value exceeds 65535 bytes: the limits of Linux, see xattr(7)
    public static ExtendedAttributes of(Map<String, byte[]> values) {
        if (values.isEmpty()) {
            return NONE;
        }
        SortedMap<String, byte[]> copy = new TreeMap<>();
        values.forEach((name, value) ->
                copy.put(checkedName(name), checkedValue(name, value).clone()));
        return new ExtendedAttributes(copy);
    }

    /// These attributes and one more, which replaces one of the same name.
    public ExtendedAttributes with(String name, byte[] value) {
        SortedMap<String, byte[]> copy = new TreeMap<>(values);
        copy.put(checkedName(name), checkedValue(name, value).clone());
        return new ExtendedAttributes(copy);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public int size() {
        return values.size();
    }

    public Set<String> names() {
        return java.util.Collections.unmodifiableSet(values.keySet());
    }

    /// A copy of the value.
    public Optional<byte[]> value(String name) {
        return Optional.ofNullable(values.get(name)).map(byte[]::clone);
    }

    /// Shows every name with its value, which the action must not change.
    void forEach(BiConsumer<String, byte[]> action) {
        values.forEach(action);
    }

    private static String checkedName(String name) {
        int dot = name.indexOf('.');
        if (dot <= 0 || dot == name.length() - 1 || name.length() > MAX_NAME || !printableAscii(name)) {
            throw new IllegalArgumentException("`" + name + "` is no name of an extended attribute: expected"
                    + " `namespace.name`, at most 255 printable ASCII characters");
        }
        return name;
    }

    private static byte[] checkedValue(String name, byte[] value) {
        if (value.length > MAX_VALUE) {
            throw new IllegalArgumentException(
                    "the extended attribute `" + name + "` has " + value.length + " bytes; at most 65535 are allowed");
        }
        return value;
    }

    private static boolean printableAscii(String name) {
        return name.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof ExtendedAttributes that
                && values.keySet().equals(that.values.keySet())
                && values.entrySet().stream().allMatch(e -> Arrays.equals(e.getValue(), that.values.get(e.getKey())));
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (Map.Entry<String, byte[]> value : values.entrySet()) {
            hash = 31 * hash + value.getKey().hashCode();
            hash = 31 * hash + Arrays.hashCode(value.getValue());
        }
        return hash;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        values.forEach((name, value) -> text.append(text.length() > 1 ? ", " : "")
                .append(name)
                .append('=')
                .append(new String(value, StandardCharsets.ISO_8859_1)));
        return text.append('}').toString();
    }
}
