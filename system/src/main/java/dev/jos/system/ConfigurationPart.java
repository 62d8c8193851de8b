package dev.jos.system;

import dev.jos.config.ConfigurationFiles;
import dev.jos.modules.SystemDefinition;
import dev.jos.packages.debian.PackagedUnits;
import dev.jos.packages.scripts.Declarations;
import dev.jos.store.Store;
import dev.jos.store.StoreBatch;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import dev.jos.system.accounts.AccountTables;
import dev.jos.system.etc.Additions;
import dev.jos.system.etc.ConfiguredFiles;
import dev.jos.system.etc.PristineEtc;
import dev.jos.system.etc.TrustStore;
import dev.jos.system.health.HealthFiles;
import dev.jos.system.units.EnabledUnits;
import java.io.IOException;
import java.util.List;

/// The part of a system that follows from its configuration.
final class ConfigurationPart {

    private final SystemDefinition definition;
    private final ConfigurationFiles beside;
    private final Declarations declarations;
    private final AccountTables accounts;
    private final Store store;

    ConfigurationPart(
            SystemDefinition definition,
            ConfigurationFiles beside,
            Declarations declarations,
            AccountTables accounts,
            Store store) {
        this.definition = definition;
        this.beside = beside;
        this.declarations = declarations;
        this.accounts = accounts;
        this.store = store;
    }

    /// Lays this part over that of the packages, `packages`, of which `tree` holds everything.
    ///
    /// @return remarks, one sentence each
    List<String> addTo(Tree packages, TreeBuilder tree, StoreBatch batch) throws IOException {
        var additions = new Additions(tree, batch);
        new PristineEtc(definition, accounts, additions).write();
        new TrustStore(beside, additions).add(definition.certificates(), packages, store);
        new ConfiguredFiles(definition, beside, accounts, additions).write();
        HealthFiles.write(definition.healthChecks(), additions);
        return new EnabledUnits(definition, declarations, new PackagedUnits(packages, store), additions)
                .write().stream()
                        .map(unit -> "The unit `" + unit + "` is enabled, and no package of the system has it.")
                        .toList();
    }
}
