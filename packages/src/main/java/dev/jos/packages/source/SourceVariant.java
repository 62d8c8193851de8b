package dev.jos.packages.source;

import dev.jos.host.Sha256;
import dev.jos.packages.DebianVersion;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// A source package of the archive with the changes one wants to it.
///
/// @param source its name
/// @param suite where it is taken from; empty for the system's own suites
/// @param version exactly this one; else the newest
/// @param options words of `DEB_BUILD_OPTIONS`, such as `noopt` (Debian Policy 4.9.1)
/// @param profiles build profiles, such as `nodoc`
/// @param configure flags added to those that debhelper configures the source with
/// @param patches applied in this order, after Debian's own
/// @param upstream what stands in for the upstream source
/// @param stubs whether it is linked with stubs of libraries rather than with themselves
/// @param timeout after which a build that has not ended is given up; no part of what is built
public record SourceVariant(
        String source,
        String suite,
        Optional<String> version,
        SortedSet<String> options,
        SortedSet<String> profiles,
        List<String> configure,
        List<Patch> patches,
        Optional<Upstream> upstream,
        boolean stubs,
        Duration timeout) {

    /// A change to the source in the form of diff(1), with one leading directory in its paths.
    ///
    /// @param name how the configuration calls it
    /// @param file where it is on this machine
    public record Patch(String name, Path file, Sha256 sha256) {}

    /// Another upstream source than the one Debian packaged.
    ///
    /// @param version the upstream version, without a Debian revision
    /// @param url of a tar archive
    public record Upstream(String version, URI url, Sha256 sha256) {}

    public SourceVariant {
        options = Collections.unmodifiableSortedSet(new TreeSet<>(options));
        profiles = Collections.unmodifiableSortedSet(new TreeSet<>(profiles));
        configure = List.copyOf(configure);
        patches = List.copyOf(patches);
    }

    /// The newest version of a source package as the system's suites have it.
    public static SourceVariant of(String source) {
        return new SourceVariant(
                source,
                "",
                Optional.empty(),
                new TreeSet<>(),
                new TreeSet<>(),
                List.of(),
                List.of(),
                Optional.empty(),
                true,
                Duration.ofHours(12));
    }

    public SourceVariant withOptions(List<String> words) {
        return new SourceVariant(
                source, suite, version, new TreeSet<>(words), profiles, configure, patches, upstream, stubs, timeout);
    }

    public SourceVariant withProfiles(List<String> names) {
        return new SourceVariant(
                source, suite, version, options, new TreeSet<>(names), configure, patches, upstream, stubs, timeout);
    }

    public SourceVariant withPatches(List<Patch> changes) {
        return new SourceVariant(
                source, suite, version, options, profiles, configure, changes, upstream, stubs, timeout);
    }

    /// The same, linked with the libraries themselves.
    public SourceVariant withoutStubs() {
        return new SourceVariant(
                source, suite, version, options, profiles, configure, patches, upstream, false, timeout);
    }

    /// Whether anything is to be other than in the archive.
    boolean isChanged() {
        return !configure.isEmpty() || !patches.isEmpty() || upstream.isPresent();
    }

    /// Whether what is built of it says which types it uses.
    public boolean hasDebuggingInformation() {
        return options.contains("nostrip");
    }

    /// This source as it is in the archive, in a version, built in the same way.
    SourceVariant unchanged(DebianVersion unchangedVersion) {
        return new SourceVariant(
                source,
                "",
                Optional.of(unchangedVersion.text()),
                options,
                profiles,
                List.of(),
                List.of(),
                Optional.empty(),
                stubs,
                timeout);
    }

    /// One line that is equal for equal wishes.
    public String text() {
        List<String> words = new ArrayList<>(List.of("source", source, suite, version.orElse("")));
        words.add("options=" + String.join(",", options));
        words.add("profiles=" + String.join(",", profiles));
        configure.forEach(each -> words.add("configure=" + each));
        patches.forEach(each -> words.add("patch=" + each.sha256()));
        upstream.ifPresent(each -> words.add("upstream=" + each.version() + "=" + each.sha256()));
        if (!stubs) {
            words.add("stubs=false");
        }
        return String.join(" ", words);
    }
}
