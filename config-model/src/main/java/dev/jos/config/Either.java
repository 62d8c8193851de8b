package dev.jos.config;

import java.util.function.Function;

/// A value of one of two types.
public sealed interface Either<A, B> {

    record First<A, B>(A value) implements Either<A, B> {}

    record Second<A, B>(B value) implements Either<A, B> {}

    /// One thing, made of whichever value there is.
    default <R> R fold(Function<? super A, ? extends R> first, Function<? super B, ? extends R> second) {
        if (this instanceof First<A, B>(A value)) {
            return first.apply(value);
        }
        return second.apply(((Second<A, B>) this).value());
    }
}
