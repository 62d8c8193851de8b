package dev.jos.packages.scripts;

/// What rules see of the script that is being evaluated.
interface ScriptContext {

    Effects effects();

    Environment environment();

    FreshInstall install();

    Debconf debconf();

    PackageScripts scripts();

    /// Writes to the current standard output.
    void print(String text);
}
