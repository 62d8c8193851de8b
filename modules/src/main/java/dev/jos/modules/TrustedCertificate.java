package dev.jos.modules;

/// A certificate authority that every program of the machine trusts.
///
/// @param name the name of its file, without a suffix
/// @param pem one certificate or several in PEM
public record TrustedCertificate(String name, Content pem) {}
