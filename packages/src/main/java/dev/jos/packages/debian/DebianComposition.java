package dev.jos.packages.debian;

import dev.jos.packages.scripts.Alternative;
import dev.jos.packages.scripts.Declarations;
import dev.jos.store.ContentSource;
import dev.jos.store.Tree;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Makes a machine's `/usr` and `/etc` of the merged trees of its packages: everything that maintainer scripts would
/// have done on a fresh install, short of the work of triggers. The same packages, accounts and choices give the same
/// tree.
public final class DebianComposition {

    /// Where the lines for everything outside `/usr` and `/etc` are written. Packages' own files come first.
    public static final String TMPFILES = "usr/lib/tmpfiles.d/zz-jos-packages.conf";

    private final ContentSource source;
    private final ContentSink sink;
    private final Accounts accounts;

    public DebianComposition(ContentSource source, ContentSink sink, Accounts accounts) {
        this.source = source;
        this.sink = sink;
        this.accounts = accounts;
    }

    /// Completes a view.
    ///
    /// @param view the packages' trees, merged after [Diversions#apply]
    /// @param packages the packages of the view, in any order; what several declare goes by the order given
    public DebianView compose(Tree view, List<DebianPackage> packages, CompositionChoices choices) throws IOException {
        Declarations declarations = Declarations.merge(
                packages.stream().map(DebianPackage::declarations).toList());
        VariableContent variable = VariableContent.of(view, VariableContent.Owners.NUMERIC);
        ViewFiles files = new ViewFiles(variable.tree(), source, sink);
        DeclaredFiles.apply(files, declarations, accounts);
        BaseFiles.apply(files, choices);
        Map<String, List<Alternative>> alternatives =
                Alternatives.apply(files, declarations.alternatives(), choices.alternatives());
        PamConfiguration.apply(files);
        CertificateAuthorities.apply(files);
        new Ownership(files, accounts).apply(declarations);
        new PackageDatabase(files).write(packages, choices.provided(), declarations.diversions(), alternatives);
        List<String> tmpfiles = variable.with(declarations.tmpfiles(), PackagedTmpfiles.paths(files));
        files.write("/" + TMPFILES, String.join("\n", tmpfiles) + "\n", 0644);
        return new DebianView(files.build(), tmpfiles, files.remarks());
    }
}
