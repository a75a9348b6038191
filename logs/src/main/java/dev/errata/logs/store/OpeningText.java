package dev.errata.logs.store;

import dev.errata.logs.problem.HomeProblem;
import java.util.Optional;

/// The words for how a database was found.
final class OpeningText {
    private OpeningText() {}

    static String outcome(Opening opening) {
        return switch (opening) {
            case Opening.Opened _ -> "opened";
            case Opening.Created _ -> "created";
            case Opening.Migrated _ -> "migrated";
            case Opening.Imported _ -> "imported";
            case Opening.SetAside _ -> "set_aside";
            case Opening.ReadOnly _ -> "read_only";
            case Opening.InMemory _ -> "in_memory";
            case Opening.NewerSchema _ -> "newer_schema";
        };
    }

    static Optional<HomeProblem> problem(Opening opening) {
        return switch (opening) {
            case Opening.Opened _, Opening.Created _, Opening.Migrated _, Opening.Imported _ -> Optional.empty();
            case Opening.SetAside _ -> Optional.of(HomeProblem.DATABASE_SET_ASIDE);
            case Opening.ReadOnly _ -> Optional.of(HomeProblem.DATABASE_READ_ONLY);
            case Opening.InMemory _ -> Optional.of(HomeProblem.DATABASE_IN_MEMORY);
            case Opening.NewerSchema _ -> Optional.of(HomeProblem.DATABASE_NEWER);
        };
    }

    static String message(Opening opening) {
        return switch (opening) {
            case Opening.Opened _, Opening.Created _ -> "";
            case Opening.Migrated it ->
                "The database was brought from schema " + it.from() + " to " + it.to() + ". As it was before, it is"
                        + " kept in " + it.backup() + ".";
            case Opening.Imported it ->
                "An old database was taken over: " + it.patterns() + " patterns, which only detect until you give them"
                        + " a replacement, and " + it.patches() + " behaviour patches. As it was before, it is kept in "
                        + it.backup() + ".";
            case Opening.SetAside it ->
                "The database could not be read as one (" + it.reason() + ") and a new one was made. Nothing was thrown"
                        + " away: the damaged file is kept as " + it.keptAs() + ".";
            case Opening.ReadOnly it ->
                it.reason() + " Rules are read and used, but nothing can be saved."
                        + " Give write permission and restart Errata.";
            case Opening.InMemory it ->
                it.reason() + " Errata works, but rules and switches are forgotten at its end."
                        + " Give write permission, or choose another home with --home.";
            case Opening.NewerSchema it ->
                "The database was made by a newer Errata (schema " + it.found() + ", this one knows "
                        + it.known() + "). It was left untouched and no rules are used. Start the newer Errata, or"
                        + " choose another home with --home.";
        };
    }
}
