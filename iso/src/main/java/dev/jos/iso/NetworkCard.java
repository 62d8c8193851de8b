package dev.jos.iso;

import dev.jos.host.EthernetHub;
import java.util.List;

/// A network card of a virtual machine.
public sealed interface NetworkCard {

    /// It leads to wherever this process can connect; QEMU gives the guest an address by DHCP. Its hardware address is
    /// always the same.
    ///
    /// @param forwardedPorts TCP ports of the guest that are reachable on some free port of 127.0.0.1
    record Outside(List<Integer> forwardedPorts) implements NetworkCard {

        static final String HARDWARE_ADDRESS = "52:54:00:6a:6f:73";

        public Outside {
            forwardedPorts = List.copyOf(forwardedPorts);
        }
    }

    /// It leads to the other machines on `network`, and nowhere else.
    ///
    /// @param hardwareAddress like `52:54:00:00:01:01`
    record Inside(EthernetHub network, String hardwareAddress) implements NetworkCard {}
}
