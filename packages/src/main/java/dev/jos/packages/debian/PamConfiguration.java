package dev.jos.packages.debian;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Generates `/etc/pam.d/common-*` from the profiles of all packages, as pam-auth-update(8) does for a fresh install.
final class PamConfiguration {

    private record CommonFile(String name, String type, String group) {}

    private static final List<CommonFile> FILES = List.of(
            new CommonFile("common-auth", "auth", "Auth"),
            new CommonFile("common-account", "account", "Account"),
            new CommonFile("common-password", "password", "Password"),
            new CommonFile("common-session", "session", "Session"),
            new CommonFile("common-session-noninteractive", "session", "Session"));

    private PamConfiguration() {}

    static void apply(ViewFiles view) throws IOException {
        List<PamProfile> profiles = new ArrayList<>();
        for (String name : view.shippedNames("/usr/share/pam-configs")) {
            Optional<String> text = view.text("/usr/share/pam-configs/" + name);
            text.map(t -> PamProfile.parse(name, t))
                    .filter(PamProfile::isDefault)
                    .ifPresent(profiles::add);
        }
        profiles.sort(Comparator.comparingInt(PamProfile::priority).reversed().thenComparing(PamProfile::name));
        for (CommonFile file : FILES) {
            Optional<String> template = view.text("/usr/share/pam/" + file.name());
            if (template.isPresent()) {
                view.write("/etc/pam.d/" + file.name(), fill(template.get(), file, profiles), 0644);
            }
        }
    }

    private static String fill(String template, CommonFile file, List<PamProfile> profiles) {
        StringBuilder text = new StringBuilder();
        for (String line : template.lines().toList()) {
            if (line.startsWith("$")) {
                text.append(block(file, profiles, line.contains("primary") ? "Primary" : "Additional"));
            } else {
                text.append(line).append('\n');
            }
        }
        return text.toString();
    }

    private static String block(CommonFile file, List<PamProfile> profiles, String kind) {
        List<String> modules = new ArrayList<>();
        boolean first = true;
        for (PamProfile profile : profiles) {
            boolean interactiveOnly = file.name().endsWith("noninteractive")
                    && profile.value("Session-Interactive-Only").equals("yes");
            if (profile.value(file.group() + "-Type").equals(kind) && !interactiveOnly) {
                modules.addAll(profile.modules(file.group(), first));
                first = false;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < modules.size(); i++) {
            // `success=end` jumps over all modules that follow.
            String module = modules.get(i).replaceAll("=end\\b", "=" + (modules.size() - i));
            text.append(file.type()).append('\t').append(module).append('\n');
        }
        if (modules.isEmpty() && kind.equals("Primary")) {
            text.append(file.type()).append("\t[default=1]\t\t\tpam_permit.so\n");
        }
        return text.toString();
    }
}
