package dev.jos.modules.shipped;

import dev.jos.modules.Content;
import dev.jos.modules.FirewallRule;
import dev.jos.modules.LuksDevice;
import dev.jos.modules.PackageOverride;
import dev.jos.modules.PamLimit;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.UnitDefinition;
import dev.jos.modules.shipped.base.BaseSystem;
import java.util.Collection;
import java.util.StringJoiner;
import java.util.function.Function;

/// A definition as text, for golden files: everything but the base packages.
final class Rendered {

    private final StringBuilder out = new StringBuilder();

    private Rendered() {}

    static String of(SystemDefinition system) {
        var rendered = new Rendered();
        rendered.line("architecture", system.architecture().debianName());
        rendered.line("hostname", system.hostname());
        rendered.line("loader", system.loader().word());
        rendered.line("kernel", system.kernelPackage().orElse("none"));
        rendered.lines("locale", system.locales(), locale -> locale);
        rendered.line("archive", system.packageSettings().toString());
        var packages = new StringJoiner(" ");
        system.packages().stream()
                .filter(name -> !BaseSystem.BASE_PACKAGES.contains(name))
                .forEach(packages::add);
        rendered.line("packages besides the base", packages.toString());
        rendered.lines("override", system.packageOverrides(), Rendered::override);
        rendered.lines("recipe", system.recipes(), recipe -> "%s %s of %s, with %s %s %s, %s, for %s %s, until %s"
                .formatted(
                        recipe.name(),
                        recipe.version(),
                        recipe.source(),
                        recipe.tools(),
                        recipe.libraries(),
                        recipe.recipes(),
                        recipe.phases(),
                        recipe.outputs(),
                        recipe.depends(),
                        recipe.timeout()));
        rendered.lines("scope", system.packageScopes(), Object::toString);
        rendered.lines("kernel parameter", system.kernelParameters(), word -> word);
        rendered.lines("kernel module", system.kernelModules(), name -> name);
        rendered.lines("initrd module", system.initrdModules(), name -> name);
        rendered.lines("kernel module options", system.kernelModuleOptions().entrySet(), Object::toString);
        rendered.lines("blocked kernel module", system.blockedKernelModules(), name -> name);
        rendered.lines("initrd feature", system.initrdFeatures(), Enum::name);
        rendered.lines("encrypted device", system.luksDevices(), LuksDevice::line);
        rendered.lines("microcode", system.microcode(), Object::toString);
        rendered.lines("keyboard", system.keyboard().stream().toList(), Object::toString);
        rendered.lines("console font", system.consoleFont().stream().toList(), name -> name);
        rendered.lines("sysctl", system.sysctls().entrySet(), Object::toString);
        rendered.lines("file system", system.fileSystems(), Object::toString);
        rendered.lines("swap", system.swapDevices(), Object::toString);
        rendered.lines("user", system.users(), Object::toString);
        rendered.lines("group", system.groups(), Object::toString);
        rendered.lines("enabled unit", system.enabledUnits(), name -> name);
        rendered.lines("disabled unit", system.disabledUnits(), name -> name);
        rendered.lines("masked unit", system.maskedUnits(), name -> name);
        rendered.lines("tcp port", system.tcpPorts(), String::valueOf);
        rendered.lines("udp port", system.udpPorts(), String::valueOf);
        rendered.lines("firewall rule", system.firewallRules(), FirewallRule::line);
        rendered.lines("trusted interface", system.trustedInterfaces(), name -> name);
        rendered.lines("trusted certificate", system.certificates(), Object::toString);
        rendered.lines("limit", system.pamLimits(), PamLimit::line);
        rendered.lines("systemd setting", system.systemdSettings(), Object::toString);
        rendered.lines("health check", system.healthChecks(), Object::toString);
        rendered.lines("environment", system.environment().entrySet(), Object::toString);
        rendered.lines("tmpfiles", system.tmpfiles(), line -> line);
        system.etcLinks().forEach(link -> rendered.line("link /etc/" + link.path(), link.target()));
        system.etcFiles()
                .forEach(file -> rendered.block(
                        "file /etc/%s %04o %s:%s".formatted(file.path(), file.mode(), file.user(), file.group()),
                        file.content()));
        system.contentFiles()
                .forEach(file -> rendered.block("file /%s %04o".formatted(file.path(), file.mode()), file.content()));
        system.contentDirectories()
                .forEach(directory -> rendered.line(
                        "directory /" + directory.path(), directory.directory().path()));
        system.units().forEach(unit -> rendered.unit("unit", unit));
        system.userUnits().forEach(unit -> rendered.unit("user unit", unit));
        return rendered.out.toString();
    }

    private void unit(String what, UnitDefinition unit) {
        block(
                "%s %s wanted by %s, required by %s".formatted(what, unit.name(), unit.wantedBy(), unit.requiredBy()),
                Content.text(unit.text()));
    }

    private void line(String what, String value) {
        out.append(what).append(": ").append(value).append('\n');
    }

    private <T> void lines(String what, Collection<T> values, Function<T, String> text) {
        values.forEach(value -> line(what, text.apply(value)));
    }

    private void block(String title, Content content) {
        out.append("--- ").append(title).append('\n');
        switch (content) {
            case Content.Text(String text) -> out.append(text);
            case Content.Beside(var reference) ->
                out.append("<").append(reference.path()).append(">\n");
        }
    }

    /// Without the place, which says where the sources of this project are.
    private static String override(PackageOverride override) {
        return override.origin() instanceof PackageOverride.FromRecipe(String recipe, var _)
                ? "%s by the recipe %s".formatted(override.name(), recipe)
                : override.toString();
    }
}
