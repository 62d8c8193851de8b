package dev.jos.modules;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The contributions of one kind, by what tells them apart.
///
/// @param <K> a name, a path, a port
/// @param <T> what stands for it
final class Shelf<K, T> {

    /// Sees everything that is put on a shelf.
    interface Listener {

        void added(String kind, String name);

        void contradicted(String kind, String name);
    }

    private final String kind;
    private final String label;
    private final Map<K, T> entries;
    private final Listener listener;

    private Shelf(String kind, String label, Map<K, T> entries, Listener listener) {
        this.kind = kind;
        this.label = label;
        this.entries = entries;
        this.listener = listener;
    }

    /// A shelf that keeps its contributions sorted.
    ///
    /// @param kind a word or two for people
    /// @param label how one of them is shown; `%s` stands for its key
    static <K extends Comparable<K>, T> Shelf<K, T> sorted(String kind, String label, Listener listener) {
        return new Shelf<>(kind, label, new TreeMap<>(), listener);
    }

    /// A shelf that keeps its contributions in the order in which they came.
    static <K, T> Shelf<K, T> ordered(String kind, String label, Listener listener) {
        return new Shelf<>(kind, label, new LinkedHashMap<>(), listener);
    }

    /// Adds `value`, unless there is another one with its key: that is a contradiction.
    void put(K key, T value) {
        listener.added(kind, label.formatted(key));
        T before = entries.putIfAbsent(key, value);
        if (before != null && !before.equals(value)) {
            contradict(key);
        }
    }

    /// Says that `key` is defined twice.
    void contradict(K key) {
        listener.contradicted(kind, label.formatted(key));
    }

    boolean contains(K key) {
        return entries.containsKey(key);
    }

    /// What tells this shelf from all others.
    String title() {
        return kind + " " + label;
    }

    Map<K, T> entries() {
        return Collections.unmodifiableMap(entries);
    }

    SortedMap<K, T> sortedEntries() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    Collection<K> keys() {
        return Collections.unmodifiableCollection(entries.keySet());
    }

    SortedSet<K> sortedKeys() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(entries.keySet()));
    }

    Collection<T> values() {
        return Collections.unmodifiableCollection(entries.values());
    }
}
