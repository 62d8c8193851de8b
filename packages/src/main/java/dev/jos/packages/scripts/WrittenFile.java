package dev.jos.packages.scripts;

import java.util.Optional;

/// A file that a script writes through a redirection.
final class WrittenFile {

    private WrittenFile() {}

    static void write(ScriptContext script, String target, String text, boolean append) throws NotUnderstoodException {
        if (!Text.isKnown(target)) {
            throw new NotUnderstoodException("the file it writes is not known before the script runs");
        }
        String path = Paths.canonical(script.environment().absolute(target));
        if (Paths.isVolatile(path) && !path.startsWith("/tmp/")) {
            return;
        }
        Optional<EtcFile> earlier = script.effects().takeFile(path);
        if (append && earlier.isEmpty() && script.install().exists(path, script.effects()) != Outcome.FALSE) {
            throw new NotUnderstoodException("it appends to a file that is there already");
        }
        String whole = append && earlier.isPresent() ? earlier.get().text() + text : text;
        if (!Text.isKnown(whole)) {
            throw new NotUnderstoodException("what it writes to `" + path + "` is not known before the script runs");
        }
        put(
                script,
                path,
                whole,
                earlier.map(EtcFile::mode).orElse(script.environment().fileMode()));
    }

    /// Puts a file with known text at a path; below `/tmp` it is kept only for the rest of the script.
    static void put(ScriptContext script, String path, String text, int mode) {
        if (Paths.isComposed(path) || path.startsWith("/tmp/")) {
            script.effects().add(new EtcFile(path, text, mode));
        } else if (!Paths.isVolatile(path)) {
            script.effects().add(TmpfilesLine.file(path, text, mode));
        }
    }
}
