package dev.jos.iso;

/// How a command in a guest ended.
///
/// @param status the exit status; 124 when it ran out of time
/// @param output its standard output as UTF-8
/// @param errors its standard error as UTF-8
public record GuestResult(int status, String output, String errors) {

    public boolean succeeded() {
        return status == 0;
    }
}
