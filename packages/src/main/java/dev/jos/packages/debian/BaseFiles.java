package dev.jos.packages.debian;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Files in `/etc` that are put together from what all packages say: shells(5) and nsswitch.conf(5).
final class BaseFiles {

    private BaseFiles() {}

    static void apply(ViewFiles view, CompositionChoices choices) throws IOException {
        shells(view);
        nameServices(view, choices);
    }

    /// The list of debianutils with the additions of other packages; update-shells(8).
    private static void shells(ViewFiles view) throws IOException {
        Optional<String> list = view.text("/usr/share/debianutils/shells");
        if (list.isEmpty()) {
            return;
        }
        Set<String> lines = new LinkedHashSet<>(list.get().lines().toList());
        for (String name : view.shippedNames("/usr/share/debianutils/shells.d")) {
            for (String line : view.text("/usr/share/debianutils/shells.d/" + name)
                    .orElse("")
                    .lines()
                    .toList()) {
                String shell = line.strip();
                if (!shell.isEmpty() && !shell.startsWith("#")) {
                    lines.add(shell);
                    // Before the merge of /bin into /usr/bin shells were known by the short path, and still are.
                    if (shell.startsWith("/usr/bin/")) {
                        lines.add(shell.substring(4));
                    }
                }
            }
        }
        view.write("/etc/shells", String.join("\n", lines) + "\n", 0644);
    }

    /// libc's default with the services of the packages that are there: the edits of their scripts.
    private static void nameServices(ViewFiles view, CompositionChoices choices) throws IOException {
        Optional<String> factory = view.text("/usr/share/libc-bin/nsswitch.conf");
        if (factory.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (String line : factory.get().lines().toList()) {
            text.append(nameServiceLine(view, choices, line)).append('\n');
        }
        view.write("/etc/nsswitch.conf", text.toString(), 0644);
    }

    private static String nameServiceLine(ViewFiles view, CompositionChoices choices, String line) {
        int colon = line.indexOf(':');
        String database = colon < 0 ? "" : line.substring(0, colon);
        return switch (database) {
            case "passwd", "group", "shadow", "gshadow" ->
                hasModule(view, "libnss_systemd.so.2") ? line.stripTrailing() + " systemd" : line;
            case "hosts" -> "hosts:          " + hosts(view, choices);
            default -> line;
        };
    }

    /// The order that nss-myhostname(8), nss-resolve(8), nss-mymachines(8) and nss-mdns recommend.
    private static String hosts(ViewFiles view, CompositionChoices choices) {
        StringBuilder services = new StringBuilder();
        services.append(hasModule(view, "libnss_mymachines.so.2") ? "mymachines " : "");
        boolean resolve =
                hasModule(view, "libnss_resolve.so.2") && choices.nameServices().contains("resolve");
        services.append(resolve ? "resolve [!UNAVAIL=return] " : "");
        services.append("files ");
        services.append(hasModule(view, "libnss_myhostname.so.2") ? "myhostname " : "");
        services.append(hasModule(view, "libnss_mdns4_minimal.so.2") ? "mdns4_minimal [NOTFOUND=return] " : "");
        return services.append("dns").toString();
    }

    private static boolean hasModule(ViewFiles view, String library) {
        return List.of("x86_64-linux-gnu", "aarch64-linux-gnu").stream()
                .anyMatch(triplet -> view.exists("/usr/lib/" + triplet + "/" + library));
    }
}
