package dev.jos.system.etc;

import dev.jos.modules.DefinedSystem;
import dev.jos.modules.PamLimit;
import dev.jos.modules.SystemdSetting;
import dev.jos.modules.formats.UnitFile;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the files in `/etc` that hold what several modules say line by line.
final class SettingFiles {

    /// Where the last file that is read holds, files of packages come first.
    private static final String LAST = "zz-jos.conf";

    /// tmpfiles.d(5) keeps to the first file that names a path.
    private static final String FIRST = "00-jos.conf";

    private static final String REMARK = "# Written by jos from the configuration of this machine.\n";

    private final DefinedSystem definition;
    private final Additions additions;

    SettingFiles(DefinedSystem definition, Additions additions) {
        this.definition = definition;
        this.additions = additions;
    }

    void write() throws IOException {
        lines("sysctl.d/" + LAST, assignments(definition.sysctls(), " = "));
        lines("modules-load.d/jos.conf", definition.kernelModules().stream());
        lines("modprobe.d/" + LAST, moduleSettings());
        lines("security/limits.d/jos.conf", definition.pamLimits().stream().map(PamLimit::line));
        lines(
                "tmpfiles.d/" + FIRST,
                Stream.concat(HomeDirectories.render(definition.users()).lines(), definition.tmpfiles().stream()));
        if (!definition.environment().isEmpty()) {
            additions.file("etc/environment", joined(assignments(definition.environment(), "=")));
        }
        writeSystemd(definition.systemdSettings());
    }

    private Stream<String> moduleSettings() {
        return Stream.concat(
                definition.kernelModuleOptions().entrySet().stream()
                        .map(module -> "options " + module.getKey() + " " + module.getValue()),
                definition.blockedKernelModules().stream().map(module -> "blacklist " + module));
    }

    private void writeSystemd(Collection<SystemdSetting> settings) throws IOException {
        var files = new TreeMap<String, UnitFile>();
        for (SystemdSetting each : settings) {
            files.computeIfAbsent(each.daemon().file(), any -> new UnitFile())
                    .assign(each.section(), each.key(), each.value());
        }
        for (var file : files.entrySet()) {
            String path = "etc/systemd/" + file.getKey() + ".d/50-jos.conf";
            additions.file(path, REMARK + file.getValue());
        }
    }

    private void lines(String path, Stream<String> lines) throws IOException {
        String text = joined(lines);
        if (!text.isEmpty()) {
            additions.file("etc/" + path, REMARK + text);
        }
    }

    private static String joined(Stream<String> lines) {
        return lines.map(line -> line + "\n").collect(Collectors.joining());
    }

    private static Stream<String> assignments(Map<String, String> settings, String sign) {
        return settings.entrySet().stream().map(setting -> setting.getKey() + sign + setting.getValue());
    }
}
