package dev.jos.packages.scripts;

/// File capabilities; setcap(8).
///
/// @param capabilities in the text form of cap_from_text(3), `cap_net_raw+ep`
public record CapabilityGrant(String path, String capabilities) implements Declaration {}
