package dev.jos.packages.debian;

import dev.jos.store.Tree;
import java.util.List;

/// A composed tree with everything in place that maintainer scripts would have put there.
///
/// @param tree what a machine has below `/usr` and `/etc`, and nothing else
/// @param tmpfiles lines of tmpfiles.d(5) for the rest; the tree holds them too, in `usr/lib/tmpfiles.d`
/// @param remarks what could not be done and why, one sentence each, for people
public record DebianView(Tree tree, List<String> tmpfiles, List<String> remarks) {

    public DebianView {
        tmpfiles = List.copyOf(tmpfiles);
        remarks = List.copyOf(remarks);
    }
}
