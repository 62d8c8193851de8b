package dev.jos.packages.scripts;

import java.util.Map;

/// Commands that rebuild an index or cache. Each becomes a trigger, and the work is done once per view.
final class CacheCommands {

    private CacheCommands() {}

    static void addTo(Map<String, CommandRule> rules) {
        Map<String, String> triggers = Map.ofEntries(
                Map.entry("ldconfig", Triggers.LDCONFIG),
                Map.entry("py3compile", Triggers.PY3COMPILE),
                Map.entry("pypy3compile", Triggers.PY3COMPILE),
                Map.entry("depmod", Triggers.DEPMOD),
                Map.entry("update-fonts-dir", Triggers.XFONTS),
                Map.entry("update-fonts-scale", Triggers.XFONTS),
                Map.entry("update-fonts-alias", Triggers.XFONTS),
                Map.entry("update-mime-database", Triggers.MIME),
                Map.entry("update-desktop-database", Triggers.DESKTOP),
                Map.entry("update-mime", Triggers.MAILCAP),
                Map.entry("gtk-update-icon-cache-3.0", Triggers.ICONS),
                Map.entry("update-gsfontmap", Triggers.GHOSTSCRIPT_FONTS),
                Map.entry("update-icon-caches", Triggers.ICONS),
                Map.entry("gtk-update-icon-cache", Triggers.ICONS),
                Map.entry("glib-compile-schemas", Triggers.SCHEMAS),
                Map.entry("gio-querymodules", Triggers.GIO_MODULES),
                Map.entry("gdk-pixbuf-query-loaders", Triggers.PIXBUF_LOADERS),
                Map.entry("gtk-query-immodules-3.0", Triggers.GTK_IMMODULES),
                Map.entry("gtk-query-immodules-2.0", Triggers.GTK_IMMODULES),
                Map.entry("fc-cache", Triggers.FONTCONFIG),
                Map.entry("systemd-hwdb", Triggers.HWDB),
                Map.entry("journalctl", Triggers.CATALOG),
                Map.entry("update-ca-certificates", Triggers.CA_CERTIFICATES),
                Map.entry("update-catalog", Triggers.SGML),
                Map.entry("update-xmlcatalog", Triggers.SGML),
                Map.entry("update-dictcommon-aspell", Triggers.DICTIONARIES),
                Map.entry("update-dictcommon-hunspell", Triggers.DICTIONARIES),
                Map.entry("update-default-wordlist", Triggers.DICTIONARIES),
                Map.entry("update-default-ispell", Triggers.DICTIONARIES),
                Map.entry("aspell-autobuildhash", Triggers.DICTIONARIES),
                Map.entry("ispell-autobuildhash", Triggers.DICTIONARIES),
                Map.entry("locale-gen", Triggers.LOCALES),
                Map.entry("mandb", Triggers.MAN_DB),
                Map.entry("update-shells", Triggers.SHELLS),
                Map.entry("add-shell", Triggers.SHELLS),
                Map.entry("remove-shell", Triggers.SHELLS),
                Map.entry("mktexlsr", Triggers.TEX),
                Map.entry("update-texmf", Triggers.TEX),
                Map.entry("fmtutil-sys", Triggers.TEX),
                Map.entry("updmap-sys", Triggers.TEX),
                Map.entry("update-info-dir", Triggers.INFO),
                Map.entry("install-info", Triggers.INFO));
        triggers.forEach((command, trigger) -> rules.put(command, call -> {
            call.effects().trigger(trigger);
            return Outcome.TRUE;
        }));
    }
}
