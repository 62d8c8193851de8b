package dev.jos.iso.container;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What an image says about itself beside its files.
///
/// @param name what engines call it once it is loaded
/// @param tcpPorts the ports on which the container listens, as are `udpPorts`
/// @param labels whatever else there is to say
public record ContainerSettings(
        ImageName name, SortedSet<Integer> tcpPorts, SortedSet<Integer> udpPorts, SortedMap<String, String> labels) {

    public ContainerSettings {
        tcpPorts = Collections.unmodifiableSortedSet(new TreeSet<>(tcpPorts));
        udpPorts = Collections.unmodifiableSortedSet(new TreeSet<>(udpPorts));
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    public static ContainerSettings of(ImageName name) {
        return new ContainerSettings(name, new TreeSet<>(), new TreeSet<>(), new TreeMap<>());
    }

    public ContainerSettings withPorts(SortedSet<Integer> tcp, SortedSet<Integer> udp) {
        return new ContainerSettings(name, tcp, udp, labels);
    }

    public ContainerSettings withLabels(Map<String, String> more) {
        SortedMap<String, String> all = new TreeMap<>(labels);
        all.putAll(more);
        return new ContainerSettings(name, tcpPorts, udpPorts, all);
    }
}
