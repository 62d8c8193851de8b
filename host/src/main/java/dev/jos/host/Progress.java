package dev.jos.host;

/// Hears about long work. All methods may be called from any thread.
public interface Progress {

    /// What a task counts.
    enum Unit {
        BYTES,
        ITEMS,
        /// Nothing but the time that passes.
        TIME
    }

    /// One piece of long work; closing it says that the work is over, well or not.
    interface Task extends AutoCloseable {

        /// `amount` more units are done; negative when work has to be done again.
        void advance(long amount);

        @Override
        void close();
    }

    /// Begins a task; `label` is a short phrase like "Downloading packages", `total` is 0 when unknown.
    Task start(String label, long total, Unit unit);

    /// The same, but every task is called `label`: for whoever knows what the work is for better than who does it.
    default Progress labelled(String label) {
        return (_, total, unit) -> start(label, total, unit);
    }

    /// Hears and says nothing.
    Progress NONE = (label, total, unit) -> new Task() {
        @Override
        public void advance(long amount) {
            // Nobody listens.
        }

        @Override
        public void close() {
            // Nobody listens.
        }
    };
}
