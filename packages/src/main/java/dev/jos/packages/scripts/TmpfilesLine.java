package dev.jos.packages.scripts;

/// One line of tmpfiles.d(5). A dash stands for the default of a field.
record TmpfilesLine(String type, String path, String mode, String user, String group, String argument) {

    static TmpfilesLine directory(String path, int mode, String user, String group) {
        return new TmpfilesLine("d", path, "0" + Integer.toOctalString(mode), user, group, "-");
    }

    static TmpfilesLine file(String path, String content, int mode) {
        return new TmpfilesLine(
                "f",
                path,
                "0" + Integer.toOctalString(mode),
                "root",
                "root",
                content.isEmpty() ? "-" : escaped(content));
    }

    static TmpfilesLine link(String path, String target) {
        return new TmpfilesLine("L", path, "-", "-", "-", target);
    }

    static TmpfilesLine copy(String from, String to) {
        return new TmpfilesLine("C", to, "-", "-", "-", from);
    }

    /// Whether the line makes something, rather than adjusting what is there.
    boolean creates() {
        return !type.equalsIgnoreCase("z");
    }

    TmpfilesLine owned(String newUser, String newGroup) {
        return new TmpfilesLine(type, path, mode, newUser, newGroup, argument);
    }

    TmpfilesLine withMode(ModeExpression expression) {
        boolean directory = type.equals("d");
        int current = mode.equals("-") ? (directory ? 0755 : 0644) : Integer.parseInt(mode, 8);
        String changed = "0" + Integer.toOctalString(expression.apply(current, directory));
        return new TmpfilesLine(type, path, changed, user, group, argument);
    }

    String text() {
        String fields = String.join(" ", type, path.replace(" ", "\\x20"), mode, user, group);
        return argument.equals("-") ? fields : fields + " - " + argument;
    }

    private static String escaped(String content) {
        return content.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replace("%", "%%");
    }
}
