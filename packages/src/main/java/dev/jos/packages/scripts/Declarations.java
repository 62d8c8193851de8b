package dev.jos.packages.scripts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Everything the maintainer scripts of one package (or of many, see [#merge]) would have done on a fresh install, as
/// data.
///
/// Paths are absolute and written as the scripts write them, usr-merged: `/usr/bin/nano`, never `/bin/nano`.
/// What concerns `/var` and other places outside `/usr` and `/etc` is in [#tmpfiles].
///
/// @param units units to be enabled unless the configuration says otherwise
/// @param users system accounts wanted
/// @param groups groups wanted beyond those of [#users]
/// @param memberships users to be added to groups
/// @param alternatives candidates for `/etc/alternatives`
/// @param directories directories to exist in `/etc` or `/usr`
/// @param modes owners and modes that the archive does not carry
/// @param capabilities file capabilities
/// @param tmpfiles lines in the format of tmpfiles.d(5)
/// @param copies files of the view copied to another place in the view, unless something is there already
/// @param links symbolic links in `/etc` or `/usr`
/// @param files files in `/etc` with their text
/// @param diversions files of other packages moved out of the way
/// @param triggers names and absolute paths activated, as in deb-triggers(5), and the names of [Triggers]
/// @param interests names and absolute paths whose activation this package wants to hear of
/// @param uncovered statements that no rule and no adapter accounts for
public record Declarations(
        List<UnitEnablement> units,
        List<UserDeclaration> users,
        List<GroupDeclaration> groups,
        List<Membership> memberships,
        List<Alternative> alternatives,
        List<DirectoryDeclaration> directories,
        List<ModeOverride> modes,
        List<CapabilityGrant> capabilities,
        List<String> tmpfiles,
        List<FileCopy> copies,
        List<FileLink> links,
        List<EtcFile> files,
        List<Diversion> diversions,
        Set<String> triggers,
        Set<String> interests,
        List<Uncovered> uncovered) {

    private static final Declarations NONE = new Builder().build();

    public Declarations {
        units = List.copyOf(units);
        users = List.copyOf(users);
        groups = List.copyOf(groups);
        memberships = List.copyOf(memberships);
        alternatives = List.copyOf(alternatives);
        directories = List.copyOf(directories);
        modes = List.copyOf(modes);
        capabilities = List.copyOf(capabilities);
        tmpfiles = List.copyOf(tmpfiles);
        copies = List.copyOf(copies);
        links = List.copyOf(links);
        files = List.copyOf(files);
        diversions = List.copyOf(diversions);
        triggers = Collections.unmodifiableSet(new LinkedHashSet<>(triggers));
        interests = Collections.unmodifiableSet(new LinkedHashSet<>(interests));
        uncovered = List.copyOf(uncovered);
    }

    /// What a package without maintainer scripts declares.
    public static Declarations none() {
        return NONE;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// The declarations of several packages in their order; repeated ones appear once.
    public static Declarations merge(Iterable<Declarations> all) {
        Builder merged = new Builder();
        for (Declarations each : all) {
            merged.addAll(each);
        }
        return merged.build();
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    /// Collects declarations in order; what is added twice is kept once.
    public static final class Builder {
        private final Set<UnitEnablement> units = new LinkedHashSet<>();
        private final Set<UserDeclaration> users = new LinkedHashSet<>();
        private final Set<GroupDeclaration> groups = new LinkedHashSet<>();
        private final Set<Membership> memberships = new LinkedHashSet<>();
        private final Set<Alternative> alternatives = new LinkedHashSet<>();
        private final Set<DirectoryDeclaration> directories = new LinkedHashSet<>();
        private final Set<ModeOverride> modes = new LinkedHashSet<>();
        private final Set<CapabilityGrant> capabilities = new LinkedHashSet<>();
        private final Set<String> tmpfiles = new LinkedHashSet<>();
        private final Set<FileCopy> copies = new LinkedHashSet<>();
        private final Set<FileLink> links = new LinkedHashSet<>();
        private final Set<EtcFile> files = new LinkedHashSet<>();
        private final Set<Diversion> diversions = new LinkedHashSet<>();
        private final Set<String> triggers = new LinkedHashSet<>();
        private final Set<String> interests = new LinkedHashSet<>();
        private final Set<Uncovered> uncovered = new LinkedHashSet<>();

        private Builder() {}

        public Builder add(Declaration declaration) {
            switch (declaration) {
                case UnitEnablement unit -> units.add(unit);
                case UserDeclaration user -> users.add(user);
                case GroupDeclaration group -> groups.add(group);
                case Membership membership -> memberships.add(membership);
                case Alternative alternative -> alternatives.add(alternative);
                case DirectoryDeclaration directory -> directories.add(directory);
                case ModeOverride mode -> modes.add(mode);
                case CapabilityGrant capability -> capabilities.add(capability);
                case FileCopy copy -> copies.add(copy);
                case FileLink link -> links.add(link);
                case EtcFile file -> files.add(file);
                case Diversion diversion -> diversions.add(diversion);
                case Uncovered statement -> uncovered.add(statement);
            }
            return this;
        }

        /// Adds a line of tmpfiles.d(5).
        public Builder tmpfiles(String line) {
            tmpfiles.add(line);
            return this;
        }

        /// Adds an activated trigger: a name or an absolute path.
        public Builder trigger(String nameOrPath) {
            triggers.add(nameOrPath);
            return this;
        }

        /// Adds a trigger this package wants to hear of.
        public Builder interest(String nameOrPath) {
            interests.add(nameOrPath);
            return this;
        }

        public Builder addAll(Declarations other) {
            units.addAll(other.units);
            users.addAll(other.users);
            groups.addAll(other.groups);
            memberships.addAll(other.memberships);
            alternatives.addAll(other.alternatives);
            directories.addAll(other.directories);
            modes.addAll(other.modes);
            capabilities.addAll(other.capabilities);
            tmpfiles.addAll(other.tmpfiles);
            copies.addAll(other.copies);
            links.addAll(other.links);
            files.addAll(other.files);
            diversions.addAll(other.diversions);
            triggers.addAll(other.triggers);
            interests.addAll(other.interests);
            uncovered.addAll(other.uncovered);
            return this;
        }

        public Declarations build() {
            return new Declarations(
                    new ArrayList<>(units),
                    new ArrayList<>(users),
                    new ArrayList<>(groups),
                    new ArrayList<>(memberships),
                    new ArrayList<>(alternatives),
                    new ArrayList<>(directories),
                    new ArrayList<>(modes),
                    new ArrayList<>(capabilities),
                    new ArrayList<>(tmpfiles),
                    new ArrayList<>(copies),
                    new ArrayList<>(links),
                    new ArrayList<>(files),
                    new ArrayList<>(diversions),
                    triggers,
                    interests,
                    new ArrayList<>(uncovered));
        }
    }
}
