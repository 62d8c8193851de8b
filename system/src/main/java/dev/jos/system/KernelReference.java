package dev.jos.system;

/// What a system boots with; a container has none.
///
/// @param image the kernel itself
/// @param release what `uname -r` says when it runs
/// @param commandLine the kernel command line, without `jos.system=`
public record KernelReference(BlobReference image, String release, BlobReference initrd, String commandLine) {}
