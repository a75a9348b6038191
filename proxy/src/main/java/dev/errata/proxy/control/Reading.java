package dev.errata.proxy.control;

/// A part of a request, read or refused.
sealed interface Reading<T> {

    /// It could be read.
    record Read<T>(T value) implements Reading<T> {}

    /// It could not.
    record Refused<T>(Refusal refusal) implements Reading<T> {}
}
