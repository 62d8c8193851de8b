package dev.jos.bootloader;

import dev.jos.host.DurableFiles;
import dev.jos.host.SystemCalls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// U-Boot, on boards where it reads `extlinux/extlinux.conf`.
///
/// The menu is one file, replaced in one step. U-Boot counts no attempts of such a menu; it passes over what it cannot
/// load. Source: U-Boot's `doc/develop/distro.rst` and `boot/pxe_utils.c`.
public final class Extlinux implements BootLoader {

    private static final String MENU = "extlinux/extlinux.conf";
    private static final int TENTHS = 10;

    /// In tenths of a second; without a time, U-Boot waits for ever.
    private static final int SHORTEST = 1;

    private static final Pattern LABEL = Pattern.compile("(?i)\\s*label\\s+jos-(\\d{1,9})\\s*");
    private static final Pattern DEFAULT = Pattern.compile("(?i)\\s*default\\s+jos-(\\d{1,9})\\s*");

    private final BootPartition partition;

    /// Touches nothing yet.
    ///
    /// @param root where the partition that U-Boot reads is mounted
    public Extlinux(Path root, DurableFiles files, SystemCalls system) {
        this.partition = new BootPartition(root, files, system);
    }

    @Override
    public BootState read() throws IOException {
        List<BootState.Offer> offered = new ArrayList<>();
        OptionalInt selected = OptionalInt.empty();
        for (String line : lines()) {
            Matcher label = LABEL.matcher(line);
            if (label.matches()) {
                offered.add(new BootState.Offer(Integer.parseInt(label.group(1)), OptionalInt.empty()));
            }
            Matcher first = DEFAULT.matcher(line);
            if (first.matches()) {
                selected = OptionalInt.of(Integer.parseInt(first.group(1)));
            }
        }
        return new BootState(offered, selected, List.of());
    }

    private List<String> lines() throws IOException {
        try {
            // What somebody wrote in another encoding is no line of ours.
            return Files.readAllLines(partition.path(MENU), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    @Override
    public void install(BootMenu menu) throws IOException {
        partition.addBlobs(menu);
        partition.files().write(partition.path(MENU), render(menu).getBytes(StandardCharsets.UTF_8));
        partition.files().syncFileSystem(partition.path(""));
        partition.removeBlobsBut(menu);
    }

    /// Nothing is counted.
    @Override
    public void bless(int generation) {
        // See above.
    }

    static String render(BootMenu menu) {
        var text = new StringBuilder("# Written by jos; changes here are lost.\n");
        text.append("menu title jos\n");
        text.append("timeout ")
                .append(Math.max(SHORTEST, menu.timeoutSeconds() * TENTHS))
                .append('\n');
        text.append("default jos-").append(menu.selected()).append('\n');
        for (BootItem item : menu.inOrderOfTrial()) {
            text.append("\nlabel jos-").append(item.generation()).append('\n');
            text.append("  menu label ")
                    .append(item.title())
                    .append(" (")
                    .append(item.version())
                    .append(")\n");
            text.append("  linux ").append(BootPartition.path(item.linux())).append('\n');
            for (BootFile initrd : item.initrds()) {
                text.append("  initrd ").append(BootPartition.path(initrd)).append('\n');
            }
            text.append("  append ").append(item.options()).append('\n');
        }
        return text.toString();
    }
}
