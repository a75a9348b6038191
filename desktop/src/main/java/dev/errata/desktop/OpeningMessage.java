package dev.errata.desktop;

import dev.errata.desktop.desk.StartMessage;
import dev.errata.desktop.desk.StartMessage.Weight;
import dev.errata.logs.store.Opening;
import java.nio.file.Path;
import java.util.Optional;

/// What is to be said of how the database was found.
final class OpeningMessage {
    private OpeningMessage() {}

    static Optional<StartMessage> of(Opening opening) {
        return switch (opening) {
            case Opening.Opened opened -> Optional.empty();
            case Opening.Created created -> Optional.empty();
            case Opening.Migrated(String from, String to, Path backup) ->
                message(
                        Weight.NOTE,
                        "database.migrated",
                        "The database was brought from version " + from + " to " + to + ". The old one is kept" + " as "
                                + backup + ".");
            case Opening.Imported(int patterns, int patches, Path backup) ->
                message(
                        Weight.NOTE,
                        "database.imported",
                        "An old database was taken over: " + patterns + " patterns (they only detect) and " + patches
                                + " behavior patches. The old one is kept as " + backup + ".");
            case Opening.SetAside(Path keptAs, String reason) ->
                message(
                        Weight.WARNING,
                        "database.set_aside",
                        "The database could not be read (" + reason + "). It is kept as " + keptAs
                                + " and a new one was made; your rules are in the kept file.");
            case Opening.ReadOnly(String reason) ->
                message(
                        Weight.FAULT,
                        "database.read_only",
                        "The database cannot be written (" + reason + "). Its rules are in force; nothing can be"
                                + " changed until it"
                                + " can be written again.");
            case Opening.InMemory(String reason) ->
                message(
                        Weight.FAULT,
                        "database.in_memory",
                        "There is no database and none can be made (" + reason + "). Rules live in memory until"
                                + " Errata ends; make"
                                + " the home writable to keep them.");
            case Opening.NewerSchema(String found, String known) ->
                message(
                        Weight.FAULT,
                        "database.newer",
                        "The database was made by a newer Errata (version " + found + ", this one knows " + known
                                + "). It is left alone; no rules are in force. Use the newer Errata, or another home.");
        };
    }

    /// The word of the journal's event.
    static String outcome(Opening opening) {
        return switch (opening) {
            case Opening.Opened opened -> "opened";
            case Opening.Created created -> "created";
            case Opening.Migrated migrated -> "migrated";
            case Opening.Imported imported -> "imported";
            case Opening.SetAside aside -> "set_aside";
            case Opening.ReadOnly readOnly -> "read_only";
            case Opening.InMemory inMemory -> "in_memory";
            case Opening.NewerSchema newer -> "newer_schema";
        };
    }

    private static Optional<StartMessage> message(Weight weight, String code, String text) {
        return Optional.of(new StartMessage(weight, text, code));
    }
}
