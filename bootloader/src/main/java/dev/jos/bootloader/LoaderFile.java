package dev.jos.bootloader;

import java.nio.file.Path;

/// A file that the boot loader itself consists of.
///
/// @param path where it belongs on the boot partition, `EFI/BOOT/BOOTX64.EFI`
/// @param source where to copy it from
public record LoaderFile(String path, Path source) {}
