package dev.jos.packages.scripts;

/// Names of work that scripts ask for by calling a tool rather than by a dpkg trigger. They appear among
/// [Declarations#triggers] beside the names and paths of deb-triggers(5), and never start with `/`.
public final class Triggers {

    /// The shared library cache; ldconfig(8). The same name as libc-bin's dpkg trigger.
    public static final String LDCONFIG = "ldconfig";
    /// Byte code of Python modules; py3compile(1).
    public static final String PY3COMPILE = "py3compile";
    /// Module dependencies of every kernel; depmod(8).
    public static final String DEPMOD = "depmod";
    /// The index of X11 fonts; update-fonts-dir(8) and its companions.
    public static final String XFONTS = "xfonts";
    /// The MIME database; update-mime-database(1).
    public static final String MIME = "update-mime-database";
    /// The desktop file index; update-desktop-database(1).
    public static final String DESKTOP = "update-desktop-database";
    /// `/etc/mailcap`; update-mime(8).
    public static final String MAILCAP = "update-mime";
    /// Icon caches; gtk-update-icon-cache(1).
    public static final String ICONS = "update-icon-caches";
    /// Compiled GSettings schemas; glib-compile-schemas(1).
    public static final String SCHEMAS = "glib-compile-schemas";
    /// The index of GIO modules; gio-querymodules(1).
    public static final String GIO_MODULES = "gio-querymodules";
    /// The index of image loaders; gdk-pixbuf-query-loaders(1).
    public static final String PIXBUF_LOADERS = "gdk-pixbuf-query-loaders";
    /// The index of GTK input methods.
    public static final String GTK_IMMODULES = "gtk-query-immodules";
    /// The font cache; fc-cache(1).
    public static final String FONTCONFIG = "fc-cache";
    /// The fonts that Ghostscript knows by name; update-gsfontmap(8).
    public static final String GHOSTSCRIPT_FONTS = "update-gsfontmap";
    /// The compiled hardware database; systemd-hwdb(8).
    public static final String HWDB = "systemd-hwdb";
    /// The journal's message catalogue; journalctl(1).
    public static final String CATALOG = "journal-catalog";
    /// `/etc/ssl/certs`; update-ca-certificates(8).
    public static final String CA_CERTIFICATES = "update-ca-certificates";
    /// SGML and XML catalogues; update-catalog(8), update-xmlcatalog(8).
    public static final String SGML = "update-catalog";
    /// Spelling dictionaries of dictionaries-common.
    public static final String DICTIONARIES = "dictionaries-common";
    /// Locales; locale-gen(8).
    public static final String LOCALES = "locale-gen";
    /// The manual page index; mandb(8).
    public static final String MAN_DB = "man-db";
    /// `/etc/shells`; update-shells(8).
    public static final String SHELLS = "update-shells";
    /// TeX's file index and formats.
    public static final String TEX = "texlive";
    /// The index of Info documents; update-info-dir(8).
    public static final String INFO = "update-info-dir";

    private Triggers() {}
}
