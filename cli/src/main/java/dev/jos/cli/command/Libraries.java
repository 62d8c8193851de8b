package dev.jos.cli.command;

import dev.jos.host.JosRoot;
import dev.jos.host.Progress;
import dev.jos.iso.VirtualMachines;
import dev.jos.iso.container.ContainerImages;
import dev.jos.modules.SystemDefinition;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.ArchiveSettings;
import dev.jos.packages.deb.LocalPackages;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.packages.deb.StoredUsers;
import dev.jos.packages.override.OverrideResolver;
import dev.jos.packages.override.ScopeResolver;
import dev.jos.packages.resolve.LockResolver;
import dev.jos.packages.runtime.JavaRuntime;
import dev.jos.packages.source.KeptBuilds;
import dev.jos.packages.source.RecipeBuilds;
import dev.jos.packages.source.SourceBuilds;
import dev.jos.packages.tools.DebianTools;
import dev.jos.packages.tools.ToolCheckouts;
import dev.jos.packages.tools.ToolsView;
import dev.jos.packages.triggers.ViewTriggers;
import dev.jos.store.Store;
import dev.jos.system.InterfaceHistory;
import dev.jos.system.PackageSource;
import dev.jos.system.SystemBuilder;
import dev.jos.system.SystemInspection;
import dev.jos.system.TriggeredFiles;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The libraries behind the commands, wired for one session. Making them does no IO.
final class Libraries {

    private final Session session;
    private final ArchiveSettings archiveSettings;
    private @Nullable PackageImporter importer;

    Libraries(Session session, ArchiveSettings archiveSettings) {
        this.session = session;
        this.archiveSettings = archiveSettings;
    }

    /// With the archive as it is without a configuration.
    static Libraries of(Session session) {
        return new Libraries(session, Archives.usual());
    }

    JosRoot root() {
        return session.root();
    }

    Store store() {
        return Store.open(session.root(), session.files(), session.systemCalls());
    }

    Archive archive() {
        return session.archive(archiveSettings);
    }

    /// One for all: it reads each record once.
    PackageImporter importer() {
        if (importer == null) {
            importer = new PackageImporter(
                    session.root(), store(), session.files(), session.downloader(), archiveSettings.mirrors());
        }
        return importer;
    }

    /// @param use what is to be done about packages that are not built yet
    OverrideResolver overrides(SourceUse use) {
        SourceBuilds builds = sourceBuilds();
        RecipeBuilds recipes = recipeBuilds();
        Progress progress = session.progress();
        return new OverrideResolver(
                archive(),
                importer(),
                session.layers(),
                architecture -> new BuiltPackages(builds, architecture, use, progress),
                architecture -> recipe -> use == SourceUse.PLAN
                        ? recipes.find(recipe, architecture, progress)
                        : Optional.of(recipes.build(recipe, architecture, use == SourceUse.BUILD_AND_KEEP, progress)));
    }

    /// @param use what is to be done about packages that are not built yet
    ScopeResolver scopes(SourceUse use) {
        return new ScopeResolver(overrides(use), store());
    }

    KeptBuilds keptBuilds() {
        return new KeptBuilds(session.root(), tools(), session.files());
    }

    SourceBuilds sourceBuilds() {
        return new SourceBuilds(
                session.root(), archive(), importer(), store(), tools(), session.downloader(), session.files());
    }

    RecipeBuilds recipeBuilds() {
        return new RecipeBuilds(
                session.root(), archive(), importer(), store(), tools(), session.downloader(), session.files());
    }

    LocalPackages localPackages() {
        return new LocalPackages(session.root(), session.files());
    }

    LockResolver resolver() {
        return new LockResolver(archive());
    }

    /// The programs of the Debian archive that jos runs.
    ToolsView tools() {
        return new ToolsView(
                new DebianTools(
                        session.root(),
                        machine(),
                        resolver(),
                        importer(),
                        store(),
                        session.files(),
                        session.progress()),
                machine(),
                session.processes());
    }

    /// What builds the system that `definition` describes.
    SystemBuilder systems(SystemDefinition definition) {
        ViewTriggers triggers = new ViewTriggers(session.root(), store(), tools(), session.files());
        return new SystemBuilder(
                session.root(),
                store(),
                session.files(),
                session.systemCalls(),
                PackageSource.of(importer()),
                session.layers(),
                new TriggeredFiles(triggers, definition),
                new OwnFiles(new JavaRuntime(session.root(), store(), tools(), session.files())));
    }

    ToolCheckouts toolCheckouts() {
        return new ToolCheckouts(session.root(), session.files());
    }

    StoredUsers storedUsers() {
        return new StoredUsers(session.root(), store(), session.files());
    }

    InterfaceHistory interfaceHistory() {
        return new InterfaceHistory(session.root(), store(), session.files());
    }

    SystemInspection inspection() {
        return new SystemInspection(session.root(), store(), session.files(), session.systemCalls());
    }

    ContainerImages containerImages() {
        return new ContainerImages(store());
    }

    VirtualMachines virtualMachines() {
        return new VirtualMachines(session.root(), store(), tools(), session.files(), session.systemCalls());
    }

    /// The architecture of this machine.
    static Architecture machine() {
        return Architecture.host().orElse(Architecture.AMD64);
    }
}
