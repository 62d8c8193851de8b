package dev.jos.modules.user;

import dev.jos.config.ModuleReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text of one `.java` file.
///
/// @param shownAs the path as messages show it
record ModuleSource(ModuleReference reference, String shownAs, String text) {

    private static final Pattern PACKAGE = Pattern.compile("^\\s*package\\s+([\\w.]+)\\s*;", Pattern.MULTILINE);

    /// The name of the file without its suffix, which is the name of its class.
    String simpleName() {
        String path = reference.path();
        return path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length());
    }

    String className() {
        Matcher declared = PACKAGE.matcher(text);
        return (declared.find() ? declared.group(1) + "." : "") + simpleName();
    }
}
