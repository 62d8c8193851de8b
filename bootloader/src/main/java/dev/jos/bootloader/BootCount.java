package dev.jos.bootloader;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many attempts a boot entry has left, as its file name says it: `NAME+LEFT-DONE.conf`.
///
/// The boot loader renames the file at every attempt, and `systemd-bless-boot` takes the counter away once the system
/// came up. Source: the Boot Loader Specification, "Boot counting".
///
/// @param left attempts left; -1 when nothing is counted any more, because the entry proved good or never was counted
/// @param done attempts already made
record BootCount(int left, int done) {

    static final BootCount NONE = new BootCount(-1, 0);

    /// What a new entry begins with.
    static final BootCount FRESH = new BootCount(3, 0);

    private static final Pattern SUFFIX = Pattern.compile("\\+(\\d{1,6})(?:-(\\d{1,6}))?$");

    /// The counter in the file name `stem`, which has lost its `.conf`.
    static BootCount of(String stem) {
        Matcher matcher = SUFFIX.matcher(stem);
        if (!matcher.find()) {
            return NONE;
        }
        String done = matcher.group(2);
        return new BootCount(Integer.parseInt(matcher.group(1)), done == null ? 0 : Integer.parseInt(done));
    }

    /// `stem` without its counter.
    static String strip(String stem) {
        return SUFFIX.matcher(stem).replaceFirst("");
    }

    String suffix() {
        if (left < 0) {
            return "";
        }
        return done == 0 ? "+" + left : "+" + left + "-" + done;
    }
}
