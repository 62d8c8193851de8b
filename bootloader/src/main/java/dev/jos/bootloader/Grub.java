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
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// GRUB 2, on machines with a BIOS or with UEFI.
///
/// The menu is one file, replaced in one step. GRUB itself counts the attempts: as many `x` as there are left, in a
/// variable of its environment, because it cannot subtract. A generation without any left is passed over, and if all
/// are used up, the first of them starts all the same. Which generations are counted stands in the environment, so
/// that too is changed in one step, before the menu that needs it.
public final class Grub implements BootLoader {

    static final String MENU = "grub/grub.cfg";
    static final String ENVIRONMENT = "grub/grubenv";
    static final String USED_UP = "none";

    /// What GRUB reads first that Debian made for UEFI with all its modules: the path is part of the program.
    static final String FIRST = "EFI/debian/grub.cfg";

    private static final String LEADS_TO_MENU = """
            # Written by jos; changes here are lost.
            set prefix=($root)/grub
            configfile $prefix/grub.cfg
            """;

    private static final Pattern ITEM = Pattern.compile("menuentry .* --id jos-(\\d{1,9}) \\{");
    private static final Pattern SELECTED = Pattern.compile("# selected: (\\d{1,9})");

    /// The environment holds so many counters; generations beyond are not counted.
    private static final int MOST_COUNTED = 40;

    private final BootPartition partition;
    private final List<LoaderFile> programs;
    private final boolean efi;

    private Grub(Path root, List<LoaderFile> programs, boolean efi, DurableFiles files, SystemCalls system) {
        this.partition = new BootPartition(root, files, system);
        this.programs = List.copyOf(programs);
        this.efi = efi;
    }

    /// Touches nothing yet. GRUB itself lies in a partition of its own, which this leaves alone.
    ///
    /// @param root where the partition that GRUB reads is mounted
    public static Grub onBios(Path root, DurableFiles files, SystemCalls system) {
        return new Grub(root, List.of(), false, files, system);
    }

    /// Touches nothing yet.
    ///
    /// @param root where the EFI system partition is mounted
    /// @param programs GRUB itself; without any, what is there stays
    public static Grub onEfi(Path root, List<LoaderFile> programs, DurableFiles files, SystemCalls system) {
        return new Grub(root, programs, true, files, system);
    }

    @Override
    public BootState read() throws IOException {
        GrubEnvironment environment = environment();
        List<BootState.Offer> offered = new ArrayList<>();
        OptionalInt selected = OptionalInt.empty();
        for (String line : text(MENU).lines().toList()) {
            Matcher item = ITEM.matcher(line);
            if (item.matches()) {
                int generation = Integer.parseInt(item.group(1));
                offered.add(new BootState.Offer(generation, left(environment, generation)));
            }
            Matcher first = SELECTED.matcher(line);
            if (first.matches()) {
                selected = OptionalInt.of(Integer.parseInt(first.group(1)));
            }
        }
        return new BootState(offered, selected, List.of());
    }

    private static OptionalInt left(GrubEnvironment environment, int generation) {
        String value = environment.variables().get(variable(generation));
        if (value == null) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(value.equals(USED_UP) ? 0 : value.length());
    }

    @Override
    public void install(BootMenu menu) throws IOException {
        BootState before = read();
        partition.addBlobs(menu);
        if (efi) {
            partition.update(FIRST, LEADS_TO_MENU.getBytes(StandardCharsets.UTF_8));
        }
        partition.update(programs);
        // Counters of the old menu stay until the new one is there.
        write(counters(menu, before, true));
        partition.files().write(partition.path(MENU), render(menu).getBytes(StandardCharsets.UTF_8));
        partition.files().syncFileSystem(partition.path(""));
        write(counters(menu, before, false));
        partition.removeBlobsBut(menu);
    }

    /// New generations get their attempts, others keep what they have left.
    private GrubEnvironment counters(BootMenu menu, BootState before, boolean withOld) throws IOException {
        var variables = new TreeMap<String, String>();
        environment().variables().forEach((name, value) -> {
            boolean counter = name.startsWith("jos_");
            if (!counter || withOld) {
                variables.put(name, value);
            }
        });
        int counted = 0;
        for (BootItem item : menu.inOrderOfTrial()) {
            OptionalInt left = before.offer(item.generation())
                    .map(BootState.Offer::attemptsLeft)
                    .orElse(item.counted() ? OptionalInt.of(BootCount.FRESH.left()) : OptionalInt.empty());
            if (left.isPresent() && counted++ < MOST_COUNTED) {
                variables.put(
                        variable(item.generation()), left.getAsInt() == 0 ? USED_UP : "x".repeat(left.getAsInt()));
            }
        }
        return new GrubEnvironment(variables);
    }

    @Override
    public void bless(int generation) throws IOException {
        var variables = new TreeMap<>(environment().variables());
        if (variables.remove(variable(generation)) != null) {
            write(new GrubEnvironment(variables));
        }
    }

    private void write(GrubEnvironment environment) throws IOException {
        partition.files().write(partition.path(ENVIRONMENT), environment.render());
        partition.files().syncFileSystem(partition.path(""));
    }

    private GrubEnvironment environment() throws IOException {
        try {
            return GrubEnvironment.parse(Files.readAllBytes(partition.path(ENVIRONMENT)));
        } catch (NoSuchFileException _) {
            return new GrubEnvironment(new TreeMap<>());
        }
    }

    private String text(String file) throws IOException {
        try {
            return Files.readString(partition.path(file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException _) {
            return "";
        }
    }

    private static String variable(int generation) {
        return "jos_" + generation;
    }

    /// There is no `&&` in GRUB's language, a default has to be a number, and one mistake drops a whole entry.
    static String render(BootMenu menu) {
        List<BootItem> items = menu.inOrderOfTrial();
        var text = new StringBuilder("# Written by jos; changes here are lost.\n");
        text.append("# selected: ").append(menu.selected()).append('\n');
        text.append("set timeout=").append(menu.timeoutSeconds()).append('\n');
        text.append("set default=0\nset fallback=0\nset chosen=\nload_env -f $prefix/grubenv\n");
        for (int i = 0; i < items.size(); i++) {
            String variable = variable(items.get(i).generation());
            text.append("if [ \"$")
                    .append(variable)
                    .append("\" != \"")
                    .append(USED_UP)
                    .append("\" ]; then\n");
            text.append("  if [ -z \"$chosen\" ]; then set chosen=").append(i).append("; fi\nfi\n");
        }
        text.append("if [ -n \"$chosen\" ]; then set default=$chosen; fi\n");
        items.forEach(item -> entry(item, text));
        return text.toString();
    }

    private static void entry(BootItem item, StringBuilder text) {
        String variable = variable(item.generation());
        text.append("\nmenuentry ").append(quoted(item.title() + " (" + item.version() + ")"));
        text.append(" --id jos-").append(item.generation()).append(" {\n");
        text.append("  if regexp --set=1:rest '^x(x*)$' \"$").append(variable).append("\"; then\n");
        text.append("    set ").append(variable).append("=\"$rest\"\n");
        text.append("    if [ -z \"$rest\" ]; then set ")
                .append(variable)
                .append('=')
                .append(USED_UP)
                .append("; fi\n");
        text.append("    save_env -f $prefix/grubenv ").append(variable).append("\n  fi\n");
        text.append("  linux ")
                .append(BootPartition.path(item.linux()))
                .append(' ')
                .append(quotedWords(item.options()));
        text.append("\n  initrd");
        item.initrds().forEach(initrd -> text.append(' ').append(BootPartition.path(initrd)));
        text.append("\n}\n");
    }

    private static String quotedWords(String options) {
        var words = new ArrayList<String>();
        for (String word : options.split(" ", -1)) {
            words.add(
                    word.chars().allMatch(c -> Character.isLetterOrDigit(c) || "=.,:/_-+".indexOf(c) >= 0)
                            ? word
                            : quoted(word));
        }
        return String.join(" ", words);
    }

    /// Single quotes keep everything but themselves.
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
