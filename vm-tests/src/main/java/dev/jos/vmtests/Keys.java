package dev.jos.vmtests;

/// The keys that type a text, by their names in QEMU: those that are where they are on nearly every keyboard.
final class Keys {

    private Keys() {}

    static String[] of(String text) {
        return text.chars().mapToObj(Keys::key).toArray(String[]::new);
    }

    private static String key(int character) {
        return switch (character) {
            case ' ' -> "spc";
            case '\n' -> "ret";
            case '-' -> "minus";
            case '.' -> "dot";
            case '/' -> "slash";
            default -> {
                if (character > 'z' || !Character.isLetterOrDigit(character)) {
                    throw new AssertionError("`" + (char) character + "` is on no key that every keyboard has");
                }
                String lower = Character.toString(Character.toLowerCase(character));
                yield Character.isUpperCase(character) ? "shift-" + lower : lower;
            }
        };
    }
}
