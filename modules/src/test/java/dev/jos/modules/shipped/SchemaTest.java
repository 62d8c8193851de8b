package dev.jos.modules.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.jos.config.ConfigurationSchema;
import dev.jos.config.DiskFiles;
import dev.jos.config.Option;
import dev.jos.modules.machine.MachineLoader;
import dev.jos.modules.user.ClassCache;
import dev.jos.modules.user.UserModules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The schema for editors, as another implementation of JSON Schema understands it.
class SchemaTest {

    private static final Path PROJECT = Path.of(System.getProperty("jos.source.root", ".."));

    private final ObjectMapper json = new ObjectMapper();
    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private final JsonNode text =
            json.valueToTree(ConfigurationSchema.of(options()).unwrapped());
    private final JsonSchema schema = factory.getSchema(text);

    private static List<Option<?>> options() {
        var options = new ArrayList<Option<?>>();
        ShippedModules.all().forEach(module -> options.addAll(module.options()));
        return options;
    }

    private Set<ValidationMessage> problems(String configuration) throws JsonProcessingException {
        return schema.validate(json.readTree(configuration));
    }

    @Test
    void the_schema_is_one_of_draft_2020_12() {
        var dialect = factory.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(dialect.validate(text)).isEmpty();
    }

    @Test
    void the_final_values_of_every_example_fit() throws IOException {
        try (var folders = Files.list(PROJECT.resolve("examples"))) {
            for (Path folder : folders.filter(each -> Files.exists(each.resolve("machine.conf")))
                    .filter(each -> !each.endsWith("webapp"))
                    .toList()) {
                var machine = new MachineLoader(ShippedModules.all(), new UserModules(ClassCache.none()))
                        .load(DiskFiles.in(folder), "machine.conf");
                var values = machine.configuration().values().plain();

                assertThat(schema.validate(json.valueToTree(values.unwrapped())))
                        .as(folder.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void everything_that_may_stand_in_a_file_fits() throws JsonProcessingException {
        assertThat(problems("""
                {
                  "imports": ["site.conf", "machines/*.conf"],
                  "modules": ["./Webapp.java"],
                  "if": "${services.nginx.enable}",
                  "system": {"hostname": "atlas", "timezone": "Europe/${let.city}"},
                  "services": {"unless": false, "openssh": {"enable": "yes", "ports": [22, "${let.port}"]}},
                  "default": {"boot": {"kernel": {"params": ["quiet"]}}, "force": {"system": {"hostname": "x"}}},
                  "priority": {"200": {"services": {"nginx": {"workers": null}}}},
                  "order": {"700": {"packages": {"install": ["vim"]}}},
                  "before": {"packages": {"install": ["git"]}},
                  "when": [{"if": true, "services": {"nginx": {"enable": true}}}],
                  "users": {"users": {"alice": {"if": "${let.alice}", "normal": true, "uid": 1000}}}
                }
                """)).isEmpty();
    }

    @Test
    void mistakes_are_found_where_they_are() throws JsonProcessingException {
        assertThat(problems("{\"services\": {\"openssh\": {\"enabel\": true}}}").toString())
                .contains("enabel");
        assertThat(problems("{\"services\": {\"openssh\": {\"ports\": [70000]}}}")
                        .toString())
                .contains("$.services.openssh.ports[0]");
        assertThat(problems("{\"force\": {\"imports\": [\"a.conf\"]}}")).isNotEmpty();
        assertThat(problems("{\"priority\": {\"high\": {}}}")).isNotEmpty();
        assertThat(problems("{\"sytem\": {}}").toString()).contains("sytem");
    }
}
