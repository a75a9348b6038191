package dev.errata.logs.problem;

import dev.errata.logs.problem.Problem.Blame;
import dev.errata.logs.problem.Problem.Entry;
import dev.errata.logs.problem.Problem.Severity;

/// Why a rule is not in force, or stopped.
public enum RuleProblem implements Problem {
    PATTERN_INVALID(
            1,
            Severity.ERROR,
            Blame.PERSON,
            false,
            "The pattern does not compile, or can match the empty text.",
            "Correct it at the position that is named."),
    REPLACEMENT_INVALID(
            2,
            Severity.ERROR,
            Blame.PERSON,
            false,
            "The replacement names a group that the pattern does not have.",
            "Correct the replacement, or name the group."),
    COLUMN_INVALID(
            3,
            Severity.ERROR,
            Blame.PERSON,
            false,
            "A column of the rule holds a value that cannot be used.",
            "Correct the column that is named."),
    TEST_FAILED(
            4,
            Severity.ERROR,
            Blame.PERSON,
            false,
            "One of the rule's own tests fails, so it cannot be enabled.",
            "Correct the rule or its test; 'errata rules test' shows both."),
    LEFT_OUT(
            5,
            Severity.ERROR,
            Blame.PERSON,
            false,
            "The rule failed in an exchange, mostly at a limit; the answer went on without it.",
            "Look at the exchange's note for the reason; 'errata help limits' has the limits.");

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts and enums
    private final Entry entry;

    RuleProblem(int number, Severity severity, Blame blame, boolean recoverable, String meaning, String remedy) {
        entry = new Entry(number, severity, blame, recoverable, meaning, remedy);
    }

    @Override
    public String family() {
        return "RULE";
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
