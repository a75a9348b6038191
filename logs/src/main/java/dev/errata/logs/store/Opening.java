package dev.errata.logs.store;

import dev.errata.logs.problem.HomeProblem;
import java.nio.file.Path;
import java.util.Optional;

/// How a home's database was found. Each case has its own message; all but [NewerSchema] still give a service.
public sealed interface Opening {

    /// One word for the journal's `database.opened`.
    default String outcome() {
        return OpeningText.outcome(this);
    }

    /// What happened, what is safe and what to do, for people; empty if there is nothing to say.
    default String message() {
        return OpeningText.message(this);
    }

    /// What is wrong, where something is.
    default Optional<HomeProblem> problem() {
        return OpeningText.problem(this);
    }

    /// It was there and up to date.
    record Opened() implements Opening {}

    /// It was not there and has been created.
    record Created() implements Opening {}

    /// Its schema was older; a backup was made and the migrations ran.
    record Migrated(String from, String to, Path backup) implements Opening {}

    /// It had only the old four columns; a backup was made and its rows were taken over.
    record Imported(int patterns, int patches, Path backup) implements Opening {}

    /// It could not be read as a database; it was kept aside and a new one was created.
    record SetAside(Path keptAs, String reason) implements Opening {}

    /// It can be read but not written.
    record ReadOnly(String reason) implements Opening {}

    /// Its folder cannot be written and there is no database: everything lives in memory until the end of the process.
    record InMemory(String reason) implements Opening {}

    /// A newer Errata made it: it is left alone and not used; the service runs without rules of its own.
    record NewerSchema(String found, String known) implements Opening {}
}
