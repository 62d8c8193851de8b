package dev.jos.bootloader;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a boot loader offers.
///
/// @param offered in the order in which they are tried
/// @param selected what starts by itself if it has attempts left; empty if nothing of jos does
/// @param unreadable names of entries of jos that make no sense
public record BootState(List<Offer> offered, OptionalInt selected, List<String> unreadable) {

    /// One generation in the menu.
    ///
    /// @param attemptsLeft empty if they are not counted: it proved good, or the loader does not count
    public record Offer(int generation, OptionalInt attemptsLeft) {

        /// Whether it failed as often as it may.
        public boolean isUsedUp() {
            return attemptsLeft.isPresent() && attemptsLeft.getAsInt() == 0;
        }
    }

    public BootState {
        offered = List.copyOf(offered);
        unreadable = List.copyOf(unreadable);
    }

    public Optional<Offer> offer(int generation) {
        return offered.stream().filter(each -> each.generation() == generation).findFirst();
    }
}
