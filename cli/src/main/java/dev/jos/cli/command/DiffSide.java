package dev.jos.cli.command;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.jos.activator.Generation;
import dev.jos.activator.Generations;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.system.KernelReference;
import dev.jos.system.PackageReference;
import dev.jos.system.SystemGeneration;
import dev.jos.system.SystemId;
import dev.jos.system.Systems;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One of two things that `jos diff` compares: a system, or what a configuration would become.
///
/// @param label what its user calls it
/// @param packages versions by name; by name and architecture for those of a second architecture
/// @param kernel the release of the kernel, `none` if there is none; empty if that is not known
/// @param options the values of all options, passwords made unreadable; empty if nobody remembers them
/// @param built empty for a configuration: of that, only what is known before anything is built is compared
record DiffSide(
        String label,
        SortedMap<String, String> packages,
        Optional<String> kernel,
        Optional<JsonObject> options,
        Optional<SystemGeneration> built) {

    static final String RUNNING = "running";
    static final String BOOTED = "booted";

    private static final String NO_KERNEL = "none";
    private static final String KERNEL_PACKAGE = "linux-image-";

    /// What `written` names: a generation by its number, `running` or `booted`, or else a configuration.
    static DiffSide named(String written, Invocation invocation) throws IOException, CommandProblem {
        if (written.equals(RUNNING) || written.equals(BOOTED)) {
            return ofMachine(written, invocation.session());
        }
        if (written.chars().allMatch(Character::isDigit)) {
            Generations generations = Profiles.choose(invocation);
            return of(Profiles.generation(generations, Optional.of(written)), generations, invocation.session());
        }
        return of(MachineFile.load(invocation, MachinePath.named(invocation.session(), written)), invocation.session());
    }

    /// What to compare with unless that is named: the running system, or else the newest generation.
    static DiffSide usual(Invocation invocation) throws IOException, CommandProblem {
        if (invocation.session().isInstalled()) {
            return ofMachine(RUNNING, invocation.session());
        }
        Generations generations = Profiles.choose(invocation);
        return of(Profiles.generation(generations, Optional.empty()), generations, invocation.session());
    }

    private static DiffSide ofMachine(String written, Session session) throws IOException, CommandProblem {
        LiveSession machine = new LiveSession(session);
        SystemGeneration running = machine.running();
        SystemGeneration system =
                written.equals(RUNNING) ? running : machine.systems().booted().orElse(running);
        Generations generations = new Generations(session.root(), Profiles.INSTALLED, session.files());
        Optional<Generation> number = generations.list().reversed().stream()
                .filter(each -> each.system().equals(system.id()))
                .findFirst();
        String label = number.map(each -> "generation " + each.number() + " (" + written + ")")
                .orElse("the " + written + " system");
        return of(label, system, number.isPresent() ? options(number.get(), generations) : Optional.empty());
    }

    private static DiffSide of(Generation generation, Generations generations, Session session)
            throws IOException, CommandProblem {
        String label = "generation " + generation.number();
        return of(label, system(generation.system(), label, session), options(generation, generations));
    }

    private static SystemGeneration system(SystemId id, String label, Session session)
            throws IOException, CommandProblem {
        Optional<SystemGeneration> found;
        try {
            found = Systems.find(session.root(), id);
        } catch (NoSuchFileException _) {
            found = Optional.empty();
        }
        return found.orElseThrow(() -> new CommandProblem(
                ExitCode.NOT_FOUND,
                "system-gone",
                "The system of " + label + " is not in the store any more.",
                "Build it again, or run `jos store repair`."));
    }

    private static DiffSide of(String label, SystemGeneration system, Optional<JsonObject> options) {
        SortedMap<String, String> packages = new TreeMap<>();
        for (PackageReference each : system.manifest().packages()) {
            packages.merge(each.name(), each.version(), (_, first) -> first);
        }
        return new DiffSide(
                label,
                packages,
                Optional.of(
                        system.manifest().kernel().map(KernelReference::release).orElse(NO_KERNEL)),
                options,
                Optional.of(system));
    }

    /// What a configuration comes to, as far as that is known before anything is built or downloaded.
    static DiffSide of(MachineFile file, Session session) throws IOException, CommandProblem {
        Libraries libraries = new Libraries(session, Archives.of(file.definition()));
        List<LockedPackage> locked = MachineLock.decide(file, libraries, session, SourceUse.PLAN)
                .lock()
                .installed();
        SortedMap<String, String> packages = new TreeMap<>();
        locked.forEach(each -> packages.merge(each.name(), each.version().text(), (_, first) -> first));
        Optional<String> kernel = file.definition().kernelPackage().isEmpty()
                ? Optional.of(NO_KERNEL)
                : packages.keySet().stream()
                        .filter(DiffSide::isKernel)
                        .map(name -> name.substring(KERNEL_PACKAGE.length()))
                        .findFirst();
        return new DiffSide(
                file.path().written().toString(),
                packages,
                kernel,
                Optional.of(RememberedOptions.of(file)),
                Optional.empty());
    }

    /// Debian's packages of kernels are named by what they hold: `linux-image-6.12.43+deb13-amd64`.
    private static boolean isKernel(String name) {
        return name.startsWith(KERNEL_PACKAGE)
                && name.length() > KERNEL_PACKAGE.length()
                && Character.isDigit(name.charAt(KERNEL_PACKAGE.length()));
    }

    private static Optional<JsonObject> options(Generation generation, Generations generations) throws IOException {
        return generations.options(generation.number()).map(text -> JsonParser.parseString(text)
                .getAsJsonObject());
    }
}
