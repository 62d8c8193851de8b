package dev.jos.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The types that options are made of.
public final class Types {

    private static final Data.Table TRUTH =
            Schemas.anyOf(Schemas.type("boolean"), Schemas.words(List.of("true", "yes", "on", "false", "no", "off")));

    private Types() {}

    /// `true` or `false`; `yes`, `no`, `on` and `off` as HOCON has it.
    public static OptionType<Boolean> bool() {
        return new ScalarType<>("`true` or `false`", TRUTH, Types::truth, Data::of);
    }

    static @Nullable Boolean truth(Data data) {
        return switch (data.text()) {
            case "true", "yes", "on" -> Boolean.TRUE;
            case "false", "no", "off" -> Boolean.FALSE;
            default -> null;
        };
    }

    public static OptionType<Integer> integer() {
        return integer("a whole number", Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /// A whole number with both ends included.
    public static OptionType<Integer> integer(int least, int most) {
        return integer("a whole number between %d and %d".formatted(least, most), least, most);
    }

    /// A TCP or UDP port.
    public static OptionType<Integer> port() {
        return integer("a port number between 1 and 65535", 1, 65535);
    }

    private static OptionType<Integer> integer(String words, int least, int most) {
        var schema = Schemas.type("integer").with("minimum", Data.of(least)).with("maximum", Data.of(most));
        return new ScalarType<>(
                words,
                schema,
                data -> {
                    try {
                        int number = Integer.parseInt(data.text());
                        return number < least || number > most ? null : number;
                    } catch (NumberFormatException noNumber) {
                        return null;
                    }
                },
                Data::of);
    }

    /// Text on one line.
    public static OptionType<String> string() {
        return parsed("text on one line", text -> text.indexOf('\n') < 0 ? text : null);
    }

    public static OptionType<String> nonEmptyString() {
        return parsed("text that is not empty", text -> text.isBlank() || text.indexOf('\n') >= 0 ? null : text);
    }

    /// Text of any number of lines; several definitions are joined.
    public static OptionType<String> lines() {
        return new LinesType();
    }

    /// Text that `accepted` holds for, described by `words`.
    public static OptionType<String> matching(String words, Predicate<String> accepted) {
        return parsed(words, text -> accepted.test(text) ? text : null);
    }

    /// The same, with names to suggest one of when the text is not accepted; they are asked for only then.
    public static OptionType<String> matching(
            String words, Predicate<String> accepted, Supplier<? extends Collection<String>> names) {
        return new ScalarType<>(
                words,
                Schemas.TEXT,
                names,
                data -> isText(data) && accepted.test(data.text()) ? data.text() : null,
                Data::of);
    }

    /// Text that `reader` makes something of; null means that it is not accepted.
    public static OptionType<String> parsed(String words, Function<String, @Nullable String> reader) {
        return parsed(words, Schemas.TEXT, reader);
    }

    private static OptionType<String> parsed(
            String words, Data.Table schema, Function<String, @Nullable String> reader) {
        return new ScalarType<>(words, schema, data -> isText(data) ? reader.apply(data.text()) : null, Data::of);
    }

    /// One of the constants of an enum, by the word that `word` gives.
    public static <E extends Enum<E>> OptionType<E> oneOf(Class<E> type, Function<E, String> word) {
        var constants = new ArrayList<>(EnumSet.allOf(type));
        var words = constants.stream().map(word).toList();
        return new ScalarType<>(
                "one of " + Messages.quoted(words),
                Schemas.words(words),
                () -> words,
                data -> {
                    int index = words.indexOf(data.text());
                    return index < 0 ? null : constants.get(index);
                },
                value -> Data.of(word.apply(value)));
    }

    /// An absolute path on the machine.
    public static OptionType<String> path() {
        return parsed(
                "an absolute path, such as `/srv/www`",
                Schemas.ABSOLUTE_PATH,
                text -> isAbsolute(text) ? RelativePath.normal(text) : null);
    }

    /// A length of time: `90s`, `5 minutes`, `1.5h`.
    public static OptionType<Duration> duration() {
        return new ScalarType<>(
                "a length of time with its unit, such as `90s` or `5 minutes`",
                Schemas.STRING.with("pattern", Data.of("^[0-9.]+ *[a-zA-Z]+$|\\$\\{")),
                data -> Quantities.duration(data.text()),
                value -> Data.of(Quantities.text(value)));
    }

    /// A number of bytes: `512M`, `10 GiB`, `4096`.
    public static OptionType<Long> size() {
        return new ScalarType<>(
                "a size, such as `512M` or `10 GiB`",
                Schemas.type("integer", "string"),
                data -> Quantities.bytes(data.text()),
                Data::of);
    }

    /// An IPv4 or IPv6 address.
    public static OptionType<String> ipAddress() {
        return parsed(
                "an IP address, such as `192.0.2.1` or `2001:db8::1`", text -> IpAddress.isValid(text) ? text : null);
    }

    /// An IPv4 or IPv6 address with the length of its network's prefix.
    public static OptionType<String> cidr() {
        return parsed(
                "an address with its prefix length, such as `192.0.2.10/24`",
                text -> IpAddress.isCidr(text) ? text : null);
    }

    public static <T> OptionType<List<T>> list(OptionType<T> element) {
        return new ListType<>(element);
    }

    public static <T> OptionType<Set<T>> set(OptionType<T> element) {
        return new SetType<>(element);
    }

    /// Text on one line; several definitions are joined with `separator`.
    public static OptionType<String> separated(String separator) {
        return new SeparatedType(separator);
    }

    /// A number that may have a fraction, with both ends included.
    public static OptionType<Double> decimal(double least, double most) {
        return new ScalarType<>(
                "a number between %s and %s".formatted(shortest(least), shortest(most)),
                Schemas.type("number")
                        .with("minimum", new Data.Numeric(shortest(least)))
                        .with("maximum", new Data.Numeric(shortest(most))),
                data -> {
                    Double number = Quantities.decimal(data.text());
                    return number == null || number < least || number > most ? null : number;
                },
                value -> new Data.Numeric(shortest(value)));
    }

    private static String shortest(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    /// The name of a Debian package: Debian Policy, section 5.6.7.
    public static OptionType<String> packageName() {
        return matching("the name of a Debian package", Types::isPackage);
    }

    private static boolean isPackage(String text) {
        boolean good = text.length() >= 2;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            good = good && (letterOrDigit || (i > 0 && "+-.".indexOf(c) >= 0));
        }
        return good;
    }

    /// The absolute path of a file on the machine that holds a secret, which is only read there.
    public static OptionType<SecretReference> secret() {
        return new ScalarType<SecretReference>(
                        "the absolute path of a file on the machine that holds the secret, such as `/var/lib/secrets/name`",
                        Schemas.ABSOLUTE_PATH,
                        data -> isText(data) && isAbsolute(data.text())
                                ? new SecretReference(RelativePath.normal(data.text()))
                                : null,
                        value -> Data.of(value.path()))
                .hidden();
    }

    /// A value of one of two types, told apart by what is written; `first` is asked first.
    public static <A, B> OptionType<Either<A, B>> either(OptionType<A> first, OptionType<B> second) {
        return new EitherType<>(first, second);
    }

    /// Values of the type `to`, which may also be written as what `conversion` makes them of.
    public static <F, T> OptionType<T> coerced(OptionType<F> from, Function<F, T> conversion, OptionType<T> to) {
        return new CoercedType<>(from, conversion, to);
    }

    /// Values that a single definition must give; `reason` is a sentence that says why.
    public static <T> OptionType<T> unique(OptionType<T> type, String reason) {
        return new UniqueType<>(type, reason);
    }

    /// A block whose option `tag` chooses which others there are.
    public static OptionType<Tagged> tagged(String tag, Alternative... alternatives) {
        return new TaggedType(tag, List.of(alternatives));
    }

    /// Data of any kind.
    public static OptionType<Data> data() {
        return new DataType();
    }

    /// Named entries; `keyName` stands for the name in the reference.
    public static <T> MapType<T> mapOf(String keyName, OptionType<T> element) {
        return new MapType<>(keyName, element, null, any -> true);
    }

    public static <T> OptionType<Optional<T>> nullable(OptionType<T> type) {
        return new NullableType<>(type);
    }

    /// A block with options of its own, whose names are relative to the block.
    public static SubmoduleType submodule(Option<?>... options) {
        return new SubmoduleType(List.of(options), null);
    }

    /// Free-form settings of any depth.
    public static OptionType<Data.Table> settings() {
        return new SettingsType();
    }

    /// A file beside the configuration.
    public static OptionType<ContentReference> contentFile() {
        return new ContentType(EnumSet.of(ConfigurationFiles.Kind.FILE));
    }

    /// A directory beside the configuration.
    public static OptionType<ContentReference> contentDirectory() {
        return new ContentType(EnumSet.of(ConfigurationFiles.Kind.DIRECTORY));
    }

    /// A directory on the machine, or one beside the configuration.
    public static OptionType<DirectorySource> directorySource() {
        return new DirectorySourceType();
    }

    private static boolean isText(Data data) {
        return data instanceof Data.Text || data instanceof Data.Numeric || data instanceof Data.Flag;
    }

    private static boolean isAbsolute(String text) {
        return text.startsWith("/")
                && !text.contains("/../")
                && !text.endsWith("/..")
                && text.chars().noneMatch(c -> c < ' ' || c == 127);
    }
}
