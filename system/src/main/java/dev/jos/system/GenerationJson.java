package dev.jos.system;

import com.google.gson.FormattingStyle;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonWriter;
import dev.jos.host.Sha256;
import dev.jos.modules.BootMenuSettings;
import dev.jos.modules.LoaderKind;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes and reads `generation.json`.
final class GenerationJson {

    private GenerationJson() {}

    static String write(GenerationManifest manifest) {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.setFormattingStyle(FormattingStyle.PRETTY.withIndent(" ").withNewline("\n"));
            json.beginObject();
            json.name("format").value(GenerationManifest.FORMAT);
            json.name("jos").value(manifest.josVersion());
            json.name("architecture").value(manifest.architecture());
            json.name("hostName").value(manifest.hostName());
            json.name("configuration").value(manifest.configuration().hex());
            json.name("lock").value(manifest.lock().hex());
            json.name("view").value(manifest.view().hex());
            blob(json, "viewImage", manifest.viewImage());
            if (manifest.kernel().isPresent()) {
                kernel(json, manifest.kernel().get());
            }
            if (manifest.boot().isPresent()) {
                boot(json, manifest.boot().get());
            }
            json.name("interfaceLayer").value(manifest.interfaceLayer().hex());
            packages(json, manifest.packages());
            json.name("scopes").beginArray();
            for (ScopeReference scope : manifest.scopes()) {
                json.beginObject();
                json.name("name").value(scope.name());
                packages(json, scope.packages());
                json.endObject();
            }
            json.endArray();
            json.name("healthChecks").beginArray();
            for (HealthCheckReference check : manifest.healthChecks()) {
                json.beginObject();
                json.name("name").value(check.name());
                json.name("description").value(check.description());
                json.name("seconds").value(check.seconds());
                json.endObject();
            }
            json.endArray().endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    private static void packages(JsonWriter json, List<PackageReference> packages) throws IOException {
        json.name("packages").beginArray();
        for (PackageReference reference : packages) {
            json.beginObject();
            json.name("name").value(reference.name());
            json.name("version").value(reference.version());
            json.name("architecture").value(reference.architecture());
            json.name("sha256").value(reference.archive().hex());
            json.name("tree").value(reference.tree().hex());
            json.endObject();
        }
        json.endArray();
    }

    private static void kernel(JsonWriter json, KernelReference kernel) throws IOException {
        blob(json, "kernel", kernel.image());
        json.name("kernelRelease").value(kernel.release());
        blob(json, "initrd", kernel.initrd());
        json.name("commandLine").value(kernel.commandLine());
    }

    private static void boot(JsonWriter json, BootReference boot) throws IOException {
        json.name("boot").beginObject();
        json.name("loader").value(boot.loader().word());
        json.name("mountPoint").value(boot.menu().mountPoint());
        json.name("timeoutSeconds").value(boot.menu().timeoutSeconds());
        json.name("keep").value(boot.menu().keep());
        json.name("counting").value(boot.menu().counting());
        json.endObject();
    }

    private static BootReference boot(JsonObject json) {
        var menu = new BootMenuSettings(
                string(json, "mountPoint"),
                json.get("timeoutSeconds").getAsInt(),
                json.get("keep").getAsInt(),
                json.get("counting").getAsBoolean());
        return new BootReference(LoaderKind.of(string(json, "loader")), menu);
    }

    private static void blob(JsonWriter json, String name, BlobReference blob) throws IOException {
        json.name(name).beginObject();
        json.name("sha256").value(blob.sha256().hex());
        json.name("size").value(blob.size());
        json.endObject();
    }

    static GenerationManifest read(String text) throws MalformedGenerationException {
        try {
            JsonObject json = JsonParser.parseString(text).getAsJsonObject();
            int format = json.get("format").getAsInt();
            if (format != GenerationManifest.FORMAT) {
                throw new MalformedGenerationException("format " + format + " is not one this version of jos reads");
            }
            return manifest(json);
        } catch (JsonParseException
                | IllegalStateException
                | IllegalArgumentException
                | NullPointerException
                | UnsupportedOperationException e) {
            throw new MalformedGenerationException("not a generation.json", e);
        }
    }

    private static List<PackageReference> packages(JsonObject json) {
        var packages = new ArrayList<PackageReference>();
        for (var element : json.getAsJsonArray("packages")) {
            JsonObject entry = element.getAsJsonObject();
            packages.add(new PackageReference(
                    string(entry, "name"),
                    string(entry, "version"),
                    string(entry, "architecture"),
                    digest(entry, "sha256"),
                    digest(entry, "tree")));
        }
        return packages;
    }

    /// Systems of older versions of jos have none.
    private static List<ScopeReference> scopes(JsonObject json) {
        var scopes = new ArrayList<ScopeReference>();
        if (json.has("scopes")) {
            for (var element : json.getAsJsonArray("scopes")) {
                JsonObject entry = element.getAsJsonObject();
                scopes.add(new ScopeReference(string(entry, "name"), packages(entry)));
            }
        }
        return scopes;
    }

    private static GenerationManifest manifest(JsonObject json) {
        return new GenerationManifest(
                string(json, "jos"),
                string(json, "architecture"),
                string(json, "hostName"),
                digest(json, "configuration"),
                digest(json, "lock"),
                digest(json, "view"),
                blob(json, "viewImage"),
                json.has("kernel") ? Optional.of(kernel(json)) : Optional.empty(),
                json.has("boot") ? Optional.of(boot(json.getAsJsonObject("boot"))) : Optional.empty(),
                digest(json, "interfaceLayer"),
                packages(json),
                scopes(json),
                healthChecks(json));
    }

    /// Systems of older versions of jos have none.
    private static List<HealthCheckReference> healthChecks(JsonObject json) {
        var checks = new ArrayList<HealthCheckReference>();
        if (json.has("healthChecks")) {
            for (var element : json.getAsJsonArray("healthChecks")) {
                JsonObject entry = element.getAsJsonObject();
                checks.add(new HealthCheckReference(
                        string(entry, "name"),
                        string(entry, "description"),
                        entry.get("seconds").getAsLong()));
            }
        }
        return checks;
    }

    private static KernelReference kernel(JsonObject json) {
        return new KernelReference(
                blob(json, "kernel"), string(json, "kernelRelease"), blob(json, "initrd"), string(json, "commandLine"));
    }

    private static String string(JsonObject json, String name) {
        return json.get(name).getAsString();
    }

    private static Sha256 digest(JsonObject json, String name) {
        return Sha256.parse(string(json, name));
    }

    private static BlobReference blob(JsonObject json, String name) {
        JsonObject blob = json.getAsJsonObject(name);
        return new BlobReference(digest(blob, "sha256"), blob.get("size").getAsLong());
    }
}
