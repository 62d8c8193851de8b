package dev.jos.system.initrd;

import dev.jos.modules.Microcode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What goes into an initrd besides busybox and the script that every one has.
///
/// @param modules kernel modules that it must have, in order of preference
/// @param optionalModules kernel modules that it gets where the kernel has them
/// @param moduleOptions options of kernel modules, by name as modprobe.d(5) writes them
/// @param programs programs of the system, by path; they get the libraries they need
/// @param copies other files of the system, by path
/// @param texts files written for this machine: path in the initrd and content
/// @param microcode corrections for processors, put before everything else
public record InitrdContents(
        List<String> modules,
        List<String> optionalModules,
        SortedMap<String, String> moduleOptions,
        SortedSet<String> programs,
        SortedSet<String> copies,
        SortedMap<String, String> texts,
        List<Microcode> microcode) {

    public InitrdContents {
        modules = List.copyOf(modules);
        optionalModules = List.copyOf(optionalModules);
        moduleOptions = Collections.unmodifiableSortedMap(new TreeMap<>(moduleOptions));
        programs = Collections.unmodifiableSortedSet(new TreeSet<>(programs));
        copies = Collections.unmodifiableSortedSet(new TreeSet<>(copies));
        texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
        microcode = List.copyOf(microcode);
    }

    /// Collects the contents of one initrd.
    static final class Builder {

        private final List<String> modules = new ArrayList<>();
        private final List<String> optionalModules = new ArrayList<>();
        private final SortedMap<String, String> moduleOptions = new TreeMap<>();
        private final SortedSet<String> programs = new TreeSet<>();
        private final SortedSet<String> copies = new TreeSet<>();
        private final SortedMap<String, String> texts = new TreeMap<>();
        private final List<Microcode> microcode = new ArrayList<>();

        Builder modules(String... names) {
            return modules(List.of(names));
        }

        Builder modules(Collection<String> names) {
            modules.addAll(names);
            return this;
        }

        Builder optionalModules(String... names) {
            optionalModules.addAll(List.of(names));
            return this;
        }

        Builder moduleOptions(SortedMap<String, String> options) {
            moduleOptions.putAll(options);
            return this;
        }

        Builder program(String path) {
            programs.add(path);
            return this;
        }

        Builder copy(String path) {
            copies.add(path);
            return this;
        }

        Builder text(String path, String content) {
            texts.put(path, content);
            return this;
        }

        Builder microcode(Collection<Microcode> all) {
            microcode.addAll(all);
            return this;
        }

        InitrdContents build() {
            return new InitrdContents(modules, optionalModules, moduleOptions, programs, copies, texts, microcode);
        }
    }
}
