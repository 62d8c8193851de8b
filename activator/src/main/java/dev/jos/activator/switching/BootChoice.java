package dev.jos.activator.switching;

import java.io.IOException;

/// What the machine starts with the next time.
@FunctionalInterface
public interface BootChoice {

    /// There is nothing to choose, as in a container.
    BootChoice NONE = () -> {};

    /// From now on the machine boots the system that was switched to. Interrupted, it boots the old or the new one.
    void chooseNew() throws IOException;
}
