package dev.jos.modules;

import java.util.List;

/// The keyboard of the text consoles, in the words of XKB: keyboard(5).
///
/// @param variant empty for none
public record KeyboardLayout(String model, String layout, String variant, List<String> options) {

    public KeyboardLayout {
        options = List.copyOf(options);
    }

    /// The arguments of ckbcomp(1) that describe it.
    public List<String> arguments() {
        return List.of("-model", model, "-layout", layout, "-variant", variant, "-option", String.join(",", options));
    }
}
