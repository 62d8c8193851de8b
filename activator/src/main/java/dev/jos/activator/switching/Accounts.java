package dev.jos.activator.switching;

import dev.jos.host.DurableFiles;
import dev.jos.store.ContentSource;
import dev.jos.store.RegularFile;
import dev.jos.store.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The accounts of a machine where some were changed on the machine itself.
final class Accounts {

    private final MachineLayout layout;
    private final ContentSource contents;
    private final DurableFiles files;

    Accounts(MachineLayout layout, ContentSource contents, DurableFiles files) {
        this.layout = layout;
        this.contents = contents;
        this.files = files;
    }

    /// Brings the machine's own copies in line with the new system. Tables that the machine has not changed are those
    /// of the system already.
    void merge(Tree before, Tree after) throws IOException {
        for (AccountMerge.Table table : AccountMerge.TABLES) {
            if (!Files.exists(layout.etcUpper().resolve(table.file()))) {
                continue;
            }
            Path file = layout.etc().resolve(table.file());
            String local = Files.readString(file, StandardCharsets.ISO_8859_1);
            String merged = new AccountMerge(table).merge(text(before, table), local, text(after, table));
            if (!merged.equals(local)) {
                files.rewrite(file, merged.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    private String text(Tree tree, AccountMerge.Table table) throws IOException {
        if (!(tree.node("etc/" + table.file()).orElse(null) instanceof RegularFile file)) {
            return "";
        }
        try (InputStream in = contents.open(file.content())) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
