package dev.jos.iso;

/// The writable disk of a virtual machine: ext4 in a qcow2 file that grows as it is filled.
final class VmDisk {

    static final String FILE_NAME = "root.qcow2";

    private VmDisk() {}
}
