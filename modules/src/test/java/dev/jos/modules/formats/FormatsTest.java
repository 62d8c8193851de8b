package dev.jos.modules.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.jos.config.Data;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/// What is written is read back by somebody else's reader as what it was.
class FormatsTest {

    private static final Data.Table SAMPLE = new Settings()
            .set("port", 9090)
            .set("debug", false)
            .set("name", "on")
            .set("tags", List.of("a", "b: c"))
            .set("none", new Data.Nothing())
            .table("storage", storage -> storage.set("path", "/var/lib/app").table("empty", empty -> {}))
            .tables("jobs", List.of("one", "two"), (job, name) -> job.set("name", name)
                    .set("ports", List.of()))
            .toData();

    @Test
    void json_looks_as_people_write_it() {
        assertThat(JsonFile.render(SAMPLE)).isEqualTo("""
                {
                  "debug": false,
                  "jobs": [
                    {
                      "name": "one",
                      "ports": []
                    },
                    {
                      "name": "two",
                      "ports": []
                    }
                  ],
                  "name": "on",
                  "none": null,
                  "port": 9090,
                  "storage": {
                    "empty": {},
                    "path": "/var/lib/app"
                  },
                  "tags": [
                    "a",
                    "b: c"
                  ]
                }
                """);
    }

    @Test
    void yaml_looks_as_people_write_it() {
        assertThat(YamlFile.render(SAMPLE)).isEqualTo("""
                debug: false
                jobs:
                - name: "one"
                  ports: []
                - name: "two"
                  ports: []
                name: "on"
                none: null
                port: 9090
                storage:
                  empty: {}
                  path: "/var/lib/app"
                tags:
                - "a"
                - "b: c"
                """);
    }

    @Test
    void toml_looks_as_people_write_it() {
        assertThat(TomlFile.render(SAMPLE)).isEqualTo("""
                debug = false
                name = "on"
                port = 9090
                tags = ["a", "b: c"]

                [[jobs]]
                name = "one"
                ports = []

                [[jobs]]
                name = "two"
                ports = []

                [storage]
                path = "/var/lib/app"

                [storage.empty]
                """);
    }

    @Test
    void the_settings_of_a_user_go_over_those_of_a_module() {
        var users = new Settings()
                .table("storage", storage -> storage.set("size", 5))
                .set("tags", List.of("c"))
                .toData();

        var joined = new Settings().with(SAMPLE).with(users).toData();

        assertThat(joined.entries())
                .containsEntry(
                        "storage",
                        new Settings()
                                .table("empty", empty -> {})
                                .set("path", "/var/lib/app")
                                .set("size", 5)
                                .toData())
                .containsEntry("tags", new Data.Items(List.of(Data.of("c"))));
        assertThat(joined.entries()).hasSameSizeAs(SAMPLE.entries());
    }

    @Test
    void json_is_read_back() {
        RandomData.forEachTable(table ->
                assertThat(json(JsonParser.parseString(JsonFile.render(table)))).isEqualTo(plain(table)));
    }

    @Test
    void yaml_is_read_back() {
        var load = new Load(LoadSettings.builder().setSchema(new CoreSchema()).build());

        RandomData.forEachTable(table ->
                assertThat(yaml(load.loadFromString(YamlFile.render(table)))).isEqualTo(plain(table)));
    }

    @Test
    void toml_is_read_back_without_what_is_nothing() {
        RandomData.forEachTable(table -> {
            var result = Toml.parse(TomlFile.render(table));

            assertThat(result.errors()).isEmpty();
            assertThat(toml(result)).isEqualTo(withoutNothing(plain(table)));
        });
    }

    /// Numbers become [BigDecimal], so that `1e3` is `1000`; what is no number in these formats is text.
    private static @Nullable Object plain(Data data) {
        return switch (data) {
            case Data.Text(String value) -> value;
            case Data.Flag(boolean value) -> value;
            case Data.Nothing() -> null;
            case Data.Numeric(String number) -> number.equals("007") ? number : number(number);
            case Data.Items(List<Data> items) -> list(items, FormatsTest::plain);
            case Data.Table(Map<String, Data> entries) -> map(entries, FormatsTest::plain);
        };
    }

    private static @Nullable Object json(JsonElement element) {
        if (element.isJsonObject()) {
            return map(element.getAsJsonObject().asMap(), FormatsTest::json);
        }
        if (element.isJsonArray()) {
            return list(element.getAsJsonArray().asList(), FormatsTest::json);
        }
        if (element.isJsonNull()) {
            return null;
        }
        var scalar = element.getAsJsonPrimitive();
        return scalar.isBoolean()
                ? (Object) scalar.getAsBoolean()
                : scalar.isNumber() ? number(scalar.getAsString()) : scalar.getAsString();
    }

    private static @Nullable Object yaml(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> entries -> map(entries, FormatsTest::yaml);
            case List<?> items -> list(items, FormatsTest::yaml);
            case Number number -> number(number.toString());
            case null, default -> value;
        };
    }

    private static @Nullable Object toml(@Nullable Object value) {
        return switch (value) {
            case TomlTable table -> map(table.toMap(), FormatsTest::toml);
            case TomlArray array -> list(array.toList(), FormatsTest::toml);
            case Number number -> number(number.toString());
            case null, default -> value;
        };
    }

    private static @Nullable Object withoutNothing(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> entries -> {
                var kept = new HashMap<>(entries);
                kept.values().removeIf(each -> each == null);
                yield map(kept, FormatsTest::withoutNothing);
            }
            case List<?> items -> {
                var kept = new ArrayList<>(items);
                kept.removeIf(each -> each == null);
                yield list(kept, FormatsTest::withoutNothing);
            }
            case BigDecimal number when isTooLarge(number) -> number.toPlainString();
            case null, default -> value;
        };
    }

    private static boolean isTooLarge(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0 && number.toBigInteger().bitLength() > 63;
    }

    private static Object number(String number) {
        return new BigDecimal(number).stripTrailingZeros();
    }

    private interface Conversion<E> {
        @Nullable
        Object of(E value);
    }

    private static <E extends @Nullable Object> Object list(List<? extends E> items, Conversion<E> conversion) {
        var list = new ArrayList<@Nullable Object>();
        items.forEach(item -> list.add(conversion.of(item)));
        return list;
    }

    private static <E extends @Nullable Object> Object map(Map<?, ? extends E> entries, Conversion<E> conversion) {
        var map = new HashMap<Object, @Nullable Object>();
        entries.forEach((key, value) -> map.put(key, conversion.of(value)));
        return map;
    }
}
