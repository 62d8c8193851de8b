package dev.jos.cli.error;

/// What the exit status of `jos` means.
public enum ExitCode {
    OK(0, "Everything was done."),
    FAILURE(
            1,
            "Something failed that no other code stands for; or `jos config diff` or `jos fmt --check` found something."),
    USAGE(2, "The command line is wrong; nothing was done."),
    CONFIGURATION(3, "The configuration has errors; nothing was done."),
    PACKAGES(4, "A package does not exist, or the wanted packages do not go together."),
    NETWORK(5, "Something could not be downloaded, or what came was not what it should be."),
    STORAGE(6, "A file could not be read or written, or the disk is full."),
    NOT_FOUND(7, "What was asked for does not exist: a generation, a file, a system."),
    DAMAGED(8, "`jos store verify` found damage."),
    TAKEN_BACK(9, "The new system did not come up well, or nobody confirmed it: the one before runs again."),
    BUG(70, "jos itself is broken; the message says where the details are.");

    private final int status;
    private final String meaning;

    ExitCode(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    public int status() {
        return status;
    }

    public String meaning() {
        return meaning;
    }
}
