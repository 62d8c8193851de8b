package dev.jos.system.etc;

import dev.jos.config.ConfigurationFiles;
import dev.jos.modules.ContentDirectory;
import dev.jos.modules.ContentFile;
import dev.jos.modules.EtcFile;
import dev.jos.modules.EtcLink;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.UnitDefinition;
import dev.jos.store.Attributes;
import dev.jos.system.accounts.AccountTables;
import java.io.IOException;
import java.util.List;

/// Writes the files, links, directories and units that a configuration names one by one.
public final class ConfiguredFiles {

    private static final String UNITS = "etc/systemd/system/";
    private static final String USER_UNITS = "etc/systemd/user/";

    private final SystemDefinition definition;
    private final ConfigurationFiles beside;
    private final AccountTables accounts;
    private final Additions additions;

    /// @param beside the files that lie beside the configuration
    public ConfiguredFiles(
            SystemDefinition definition, ConfigurationFiles beside, AccountTables accounts, Additions additions) {
        this.definition = definition;
        this.beside = beside;
        this.accounts = accounts;
        this.additions = additions;
    }

    /// Writes everything; what is at one of the paths already gives way.
    ///
    /// @throws UnknownAccountException if a file is to belong to a user or group that the machine does not have
    public void write() throws IOException {
        for (EtcFile file : definition.etcFiles()) {
            String path = "etc/" + file.path();
            Attributes attributes = Attributes.of(file.mode()).withOwner(uid(file), gid(file));
            additions.remove(path);
            additions.file(path, Contents.read(file.content(), beside), attributes);
        }
        for (EtcLink link : definition.etcLinks()) {
            additions.remove("etc/" + link.path());
            additions.link("etc/" + link.path(), link.target());
        }
        for (ContentFile file : definition.contentFiles()) {
            additions.file(file.path(), Contents.read(file.content(), beside), Attributes.of(file.mode()));
        }
        for (ContentDirectory directory : definition.contentDirectories()) {
            copy(directory.directory().path(), directory.path());
        }
        for (UnitDefinition unit : definition.units()) {
            unit(UNITS, unit);
        }
        for (UnitDefinition unit : definition.userUnits()) {
            unit(USER_UNITS, unit);
        }
    }

    private void unit(String directory, UnitDefinition unit) throws IOException {
        additions.remove(directory + unit.name());
        additions.file(directory + unit.name(), unit.text());
    }

    private void copy(String from, String to) throws IOException {
        additions.directory(to, Attributes.of(0755));
        List<String> names = beside.list(from);
        for (String name : names) {
            String source = from + "/" + name;
            String target = to + "/" + name;
            switch (beside.kind(source)) {
                case DIRECTORY -> copy(source, target);
                case FILE ->
                    additions.file(
                            target, beside.read(source), Attributes.of(beside.isExecutable(source) ? 0755 : 0644));
                case MISSING -> throw new IOException("`" + source + "` leads nowhere");
            }
        }
    }

    private int uid(EtcFile file) throws UnknownAccountException {
        return accounts.uid(file.user()).orElseThrow(() -> new UnknownAccountException(file.path(), file.user()));
    }

    private int gid(EtcFile file) throws UnknownAccountException {
        return accounts.gid(file.group()).orElseThrow(() -> new UnknownAccountException(file.path(), file.group()));
    }
}
