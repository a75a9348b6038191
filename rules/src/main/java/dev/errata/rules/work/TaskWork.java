package dev.errata.rules.work;

import java.util.function.BooleanSupplier;

/// What a kind of task does.
///
/// **Thread:** a virtual thread of its own, which is interrupted when the task is cancelled or takes too long. Work
/// that does not end then is left to itself: its result counts no more.
@FunctionalInterface
public interface TaskWork {

    /// Does it. What it throws is a failure, which is tried again like any other.
    Result run(Assignment assignment) throws Exception;

    /// What is to be done.
    ///
    /// @param task the task's id
    /// @param payload what the plan gave it
    /// @param cancelled whether it should end, for work that does not wait
    record Assignment(String task, String payload, BooleanSupplier cancelled) {}

    /// How it ended.
    ///
    /// @param exitCode 0 if it did what it should
    /// @param message why not; empty if it did
    record Result(long exitCode, String message) {

        /// It did what it should.
        public static final Result DONE = new Result(0, "");

        /// It did not.
        public static Result failed(String message) {
            return new Result(1, message);
        }
    }
}
