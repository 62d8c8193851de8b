package dev.jos.packages.deb;

import dev.jos.host.Progress;

/// Shows several tasks as one, which was started before and goes on after them.
record JoinedProgress(Progress.Task whole) implements Progress {

    @Override
    public Task start(String label, long total, Unit unit) {
        return new Task() {
            @Override
            public void advance(long amount) {
                whole.advance(amount);
            }

            @Override
            public void close() {
                // The whole goes on.
            }
        };
    }
}
