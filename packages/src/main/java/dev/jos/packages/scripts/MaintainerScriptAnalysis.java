package dev.jos.packages.scripts;

import java.util.function.Predicate;

/// Reads what a package's maintainer scripts would do on a fresh install. Nothing is ever run.
public final class MaintainerScriptAnalysis {

    public MaintainerScriptAnalysis() {}

    /// The declarations that replace the scripts of one package.
    ///
    /// @param shipped tells whether the package itself ships an absolute, usr-merged path
    public Declarations analyse(PackageScripts scripts, Predicate<String> shipped) {
        return Declarations.none();
    }
}
