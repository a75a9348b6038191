package dev.errata.logs.problem;

import dev.errata.logs.problem.Problem.Blame;
import dev.errata.logs.problem.Problem.Entry;
import dev.errata.logs.problem.Problem.Severity;

/// What is wrong with the folder, the database or the journal.
public enum HomeProblem implements Problem {
    NOT_A_HOME(
            1,
            Severity.ERROR,
            Blame.PERSON,
            false,
            "The folder cannot be a home: it is no folder, or a source checkout.",
            "Name another folder with --home."),
    IN_USE(
            2,
            Severity.ERROR,
            Blame.PERSON,
            true,
            "Another Errata owns the home.",
            "Use that one, end it with 'errata stop', or name another folder with --home."),
    NOT_WRITABLE(
            3,
            Severity.FATAL,
            Blame.MACHINE,
            false,
            "The home cannot be written.",
            "Give this user the right to write there, or make room on the disk."),
    DATABASE_SET_ASIDE(
            4,
            Severity.ERROR,
            Blame.MACHINE,
            false,
            "The database could not be read; it was kept aside and a new one created.",
            "Restore errata.db from a backup, or import the rules again from the file that was kept."),
    DATABASE_READ_ONLY(
            5,
            Severity.FATAL,
            Blame.MACHINE,
            false,
            "The database can be read but not written; rules and settings cannot be changed.",
            "Give this user the right to write errata.db and its folder."),
    DATABASE_IN_MEMORY(
            6,
            Severity.FATAL,
            Blame.MACHINE,
            false,
            "The folder cannot be written and holds no database: everything lives until the process ends.",
            "Give this user the right to write the folder and start again."),
    DATABASE_NEWER(
            7,
            Severity.FATAL,
            Blame.PERSON,
            false,
            "A newer Errata made the database; it was left alone and no rules are in force.",
            "Start the newer Errata, or another home."),
    JOURNAL_NOT_WRITABLE(
            8,
            Severity.FATAL,
            Blame.MACHINE,
            true,
            "The journal cannot be written, so no exchange is begun.",
            "Make room on the disk or restore the right to write logs/."),
    JOURNAL_CHANGED(
            9,
            Severity.FATAL,
            Blame.MACHINE,
            false,
            "The journal is not what was written: a record was changed, moved, removed or put in.",
            "Keep the folder as it is; 'errata audit verify' names the first bad record."),
    SETTING_UNKNOWN(
            10,
            Severity.NOTE,
            Blame.PERSON,
            false,
            "The file errata.toml holds a key that Errata does not know; it is ignored.",
            "Correct the key; the message names the nearest one."),
    SETTING_INVALID(
            11,
            Severity.ERROR,
            Blame.PERSON,
            false,
            "A value in errata.toml cannot be used; the old one stays in force.",
            "Correct the value; 'errata help settings' lists what is allowed."),
    COMMAND_USAGE(
            12, Severity.NOTE, Blame.PERSON, false, "The command was not used as it can be.", "Add --help to see how."),
    OWNER_SILENT(
            13,
            Severity.ERROR,
            Blame.ERRATA,
            true,
            "The Errata that owns the home does not answer.",
            "Try again, or end it with 'errata stop'."),
    NOT_READABLE(
            14,
            Severity.ERROR,
            Blame.MACHINE,
            false,
            "A file of the home cannot be read; what was known of it before stays in force.",
            "Give this user the right to read it, or restore it from a backup; the message names it.");

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts and enums
    private final Entry entry;

    HomeProblem(int number, Severity severity, Blame blame, boolean recoverable, String meaning, String remedy) {
        entry = new Entry(number, severity, blame, recoverable, meaning, remedy);
    }

    @Override
    public String family() {
        return "HOME";
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
