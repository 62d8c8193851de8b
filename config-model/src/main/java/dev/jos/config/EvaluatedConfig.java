package dev.jos.config;

/// To be filled in.
public final class EvaluatedConfig {
    private EvaluatedConfig() {}
}
