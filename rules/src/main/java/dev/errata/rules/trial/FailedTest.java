package dev.errata.rules.trial;

import dev.errata.rules.RuleTest;

/// A rule's test that the rule does not pass.
///
/// @param got what the rule made of the test's input
public record FailedTest(RuleTest test, String got) {

    /// What a person has to know to mend the rule or the test.
    public String words() {
        return "its own test fails: \"" + shown(test.input()) + "\" became \"" + shown(got) + "\", expected \""
                + shown(test.expected())
                + "\". Correct the rule or the test, or set the mode to shadow or off";
    }

    private static String shown(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "...";
    }
}
