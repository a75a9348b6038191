package dev.errata.rules.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RegexSyntaxTest {

    /// The first match of a pattern in a text, or `-`.
    private static String first(String pattern, String text) {
        List<List<String>> matches = RegexOracleTest.Single.matches(pattern, text);
        if (matches.isEmpty()) {
            return "-";
        }
        String[] ends = matches.getFirst().getFirst().split("-", 2);
        return text.substring(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
    }

    private static RegexFault fault(String pattern) {
        return switch (Regex.compile(pattern, true, new AtomicInteger())) {
            case RegexFault fault -> fault;
            case Regex ignored -> throw new AssertionError(pattern + " was taken");
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '"',
            value = {
                "colou?r ¦ my color ¦ color",
                "a|ab ¦ ab ¦ a",
                "(?:a|ab)(?:c|bcd) ¦ abcd ¦ abcd",
                "a+? ¦ aaa ¦ a",
                "(?U)a+ ¦ aaa ¦ a",
                "(?U)a+? ¦ aaa ¦ aaa",
                "a{2} ¦ aaa ¦ aa",
                "a{2,} ¦ aaaa ¦ aaaa",
                "a{,2} ¦ xa{,2} ¦ a{,2}",
                "a{x ¦ a{x ¦ a{x",
                "(?i)straße ¦ STRASSE ¦ -",
                "(?i)k ¦ \u212A ¦ \u212A",
                "(?i:A)b ¦ ab ¦ ab",
                "(?i:A)b ¦ aB ¦ -",
                "a(?i)b|c ¦ C ¦ C",
                "\\d+ ¦ ab12 ¦ 12",
                "\\pL+ ¦ 12äb ¦ äb",
                "\\p{Greek}+ ¦ abγδ ¦ γδ",
                "\\P{L}+ ¦ ab12c ¦ 12",
                "\\p{^L}+ ¦ ab12c ¦ 12",
                "\\p{Old_Italic} ¦ a\uD800\uDF00 ¦ \uD800\uDF00",
                "[[:alpha:]]+ ¦ 12ab ¦ ab",
                "[[:^alpha:]_]+ ¦ ab12_c ¦ 12_",
                "[]a]+ ¦ x]a ¦ ]a",
                "[a-] ¦ - ¦ -",
                "[^a-c] ¦ abcd ¦ d",
                "[a\\-z]+ ¦ b-z ¦ -z",
                "\\x41\\x{1F600} ¦ A\uD83D\uDE00 ¦ A\uD83D\uDE00",
                "\\Qa.b\\E+ ¦ a.bbb ¦ a.bbb",
                "\\Qa| ¦ a| ¦ a|",
                "\\101 ¦ A ¦ A",
                "\\bfoo\\b ¦ a foo. ¦ foo",
                "\\bfoo\\b ¦ afoo ¦ -",
                "foo$ ¦ foo bar foo ¦ foo",
                "^b ¦ ab ¦ -",
                "(?m)^b ¦ \"a\nb\" ¦ b",
                "a.b ¦ \"a\nb\" ¦ -",
                "(?s)a.b ¦ \"a\nb\" ¦ \"a\nb\"",
                "\\Ab\\z ¦ b ¦ b",
                "(?P<x>a)(?<y>b) ¦ ab ¦ ab",
                "[^\\x00-\\x{10FFFF}]|a ¦ a ¦ a",
                "\\W\\_ ¦ a-_ ¦ -_",
                ". ¦ \uD83D\uDE00 ¦ \uD83D\uDE00",
                "(?:|a)+b ¦ aab ¦ aab",
                "x(|a)* ¦ xaa ¦ x",
                "(?i)\\w+ ¦ \u017F\u212A ¦ \u017F\u212A"
            })
    void matchesAsRe2Does(String pattern, String text, String match) {
        assertThat(first(pattern, text)).isEqualTo(match);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '"',
            value = {
                "ab(?=c) ¦ 2 ¦ look-ahead",
                "(?<!a)b ¦ 0 ¦ look-behind",
                "(a)\\1 ¦ 3 ¦ once more",
                "(?P<n>a)(?P=n) ¦ 8 ¦ once more",
                "a++ ¦ 2 ¦ remove the +",
                "a{2}+ ¦ 4 ¦ remove the +",
                "(?>a) ¦ 0 ¦ (?:...)",
                "a\\Cb ¦ 1 ¦ use .",
                "a\\Z ¦ 1 ¦ \\z",
                "*a ¦ 0 ¦ \\*",
                "a** ¦ 2 ¦ \\*",
                "a{1001} ¦ 1 ¦ at most 1000",
                "a{3,2} ¦ 1 ¦ upside down",
                "(?:a{100}){100} ¦ 10 ¦ multiply",
                "(ab ¦ 0 ¦ not closed",
                "ab) ¦ 2 ¦ no ( for",
                "[ab ¦ 0 ¦ not closed",
                "[b-a] ¦ 1 ¦ upside down",
                "[[:foo:]] ¦ 1 ¦ alnum",
                "\\p{Foo} ¦ 0 ¦ Greek",
                "\\p{Greek ¦ 0 ¦ closing }",
                "\\x{110000} ¦ 0 ¦ 10FFFF",
                "\\x{} ¦ 0 ¦ names no code point",
                "\\xg1 ¦ 0 ¦ hexadecimal",
                "\\q ¦ 0 ¦ leave out",
                "a\\ ¦ 1 ¦ \\\\",
                "[a\\b] ¦ 2 ¦ brackets",
                "[a-\\d] ¦ 3 ¦ range",
                "(?x)a ¦ 0 ¦ flags",
                "(?#c)a ¦ 0 ¦ note",
                "(?P<1-2>a) ¦ 0 ¦ letters",
                "(?P<n>a)(?P<n>b) ¦ 8 ¦ two groups",
                "\uD83D\uDE00(?=a) ¦ 2 ¦ look-ahead",
                "a* ¦ 0 ¦ empty text",
                "\\b ¦ 0 ¦ empty text",
                "a|^ ¦ 0 ¦ empty text",
                "(?:(?:[ab]{30}c{30}){30}){10} ¦ 25 ¦ multiply"
            })
    void refusesWithThePlaceAndAHint(String pattern, int position, String hint) {
        assertThat(fault(pattern).position()).isEqualTo(position);
        assertThat(fault(pattern).message()).contains(hint);
    }

    @Test
    void takesAPatternThatOnlySeemsToMatchTheEmptyText() {
        assertThat(first("\\b\\B|a", "a")).isEqualTo("a");
    }

    @Test
    void refusesAProgramThatIsTooLarge() {
        assertThat(fault("(?:abcdefghijklmnopqrstuvwxyz){0,1000}" + "x".repeat(30_000)).message())
                .contains("too large");
    }

    @Test
    void refusesNestingThatIsTooDeep() {
        assertThat(fault("(".repeat(500) + "a" + ")".repeat(500)).message()).contains("nested deeper");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\R", "\\X", "\\h", "\\K", "\\k<a>", "\\u0041", "\\e", "\\E", "\\é", "\\8"})
    void explainsEscapesOfOtherDialects(String pattern) {
        assertThat(fault(pattern).message()).isNotBlank();
    }

    @Test
    void staysCorrectWhenTheBudgetForStatesIsUsedUp() {
        assertThat(RegexOracleTest.Single.matches("(?:a|b)*?(?:ab){3}", "aababbababab"))
                .hasSize(1);
    }

    @Test
    void takesThousandsOfAlternatives() {
        String many = IntStream.range(0, 4_000).mapToObj(i -> "word" + i).collect(Collectors.joining("|"));
        assertThat(first(many, "a word3999 b")).isEqualTo("word3");
        assertThat(first("(?:" + many + ")\\b", "a word3999 b")).isEqualTo("word3999");
    }
}
