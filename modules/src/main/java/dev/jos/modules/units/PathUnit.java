package dev.jos.modules.units;

import java.util.List;

/// A watched path: systemd.path(5).
public final class PathUnit extends Unit<PathUnit> {

    PathUnit(String name) {
        super(name, "Path", List.of("paths.target"));
    }

    @Override
    PathUnit self() {
        return this;
    }

    /// Starts its unit when the path exists.
    public PathUnit exists(String path) {
        return set("PathExists", path);
    }

    /// Starts its unit when a file was written and closed.
    public PathUnit changed(String path) {
        return set("PathChanged", path);
    }

    /// Starts its unit with every write to a file.
    public PathUnit modified(String path) {
        return set("PathModified", path);
    }

    /// Starts its unit when there is anything in a directory.
    public PathUnit notEmpty(String directory) {
        return set("DirectoryNotEmpty", directory);
    }

    /// Starts another unit than the service of the same name.
    public PathUnit starts(String unit) {
        return set("Unit", unit);
    }
}
