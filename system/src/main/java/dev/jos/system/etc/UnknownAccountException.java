package dev.jos.system.etc;

import java.io.IOException;

/// A file is to belong to a user or group that the machine does not have.
public final class UnknownAccountException extends IOException {

    private final String path;
    private final String account;

    UnknownAccountException(String path, String account) {
        super("`/etc/" + path + "` is to belong to `" + account + "`, which does not exist");
        this.path = path;
        this.account = account;
    }

    /// Relative to `/etc`.
    public String path() {
        return path;
    }

    public String account() {
        return account;
    }
}
