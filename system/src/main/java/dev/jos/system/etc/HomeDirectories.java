package dev.jos.system.etc;

import dev.jos.modules.UserAccount;
import java.util.Collection;
import java.util.stream.Collectors;

/// Lines of tmpfiles.d(5) that make home directories at boot, where there is none.
final class HomeDirectories {

    private HomeDirectories() {}

    static String render(Collection<UserAccount> users) {
        return users.stream()
                .filter(user -> user.homeMode().isPresent() && !user.home().equals("/root"))
                .map(user -> "C %s %04o %s %s - /etc/skel\n"
                        .formatted(escape(user.home()), user.homeMode().orElseThrow(), user.name(), user.group()))
                .collect(Collectors.joining());
    }

    /// `%` begins a specifier and a space ends a field.
    private static String escape(String path) {
        return path.replace("\\", "\\x5c").replace("%", "%%").replace(" ", "\\x20");
    }
}
