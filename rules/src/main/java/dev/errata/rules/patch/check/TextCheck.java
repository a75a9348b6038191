package dev.errata.rules.patch.check;

import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.Finding;
import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.diff.VisibleText;
import dev.errata.rules.syntax.Grammar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What can be seen in added lines without knowing their language: secrets, characters that hide, and files that lose
/// most of what they had.
final class TextCheck {
    private static final Pattern KEYS = Pattern.compile("-----BEGIN (?:[A-Z]+ )*PRIVATE KEY|\\bAKIA[0-9A-Z]{16}\\b"
        + "|\\bASIA[0-9A-Z]{16}\\b|\\bgh[pousr]_[A-Za-z0-9]{30,}|\\bgithub_pat_[A-Za-z0-9_]{30,}"
        + "|\\bglpat-[A-Za-z0-9_-]{20,}|\\bxox[abprs]-[A-Za-z0-9-]{10,}|\\bsk-[A-Za-z0-9_-]{20,}"
        + "|\\bsk_live_[A-Za-z0-9]{16,}|\\bAIza[A-Za-z0-9_-]{35}|\\bya29\\.[A-Za-z0-9_-]{20,}|\\bnpm_[A-Za-z0-9]{36}"
        + "|\\bpypi-[A-Za-z0-9_-]{30,}|\\bhf_[A-Za-z0-9]{30,}|\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}"
        + "|\\bSG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}"
        + "|[a-z][a-z0-9+]*://[^\\s:/@'\"{}$]+:[^\\s:/@'\"{}$]{3,}@[\\w.]");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|auth)[\\w-]*[\"']?\\s*"
                    + "(?::=|=>|[:=])\\s*[\"'`]([^\"'`\\s]{8,})[\"'`]");
    private static final Pattern NO_SECRET = Pattern.compile(
            "(?i).*(?:example|changeme|placeholder|dummy|your[_-]|xxx|\\$\\{|\\{\\{|<[a-z]|%s|test|sample|redacted).*");
    /// Java reads these anywhere, in names as well.
    private static final Pattern ESCAPED_LETTER = Pattern.compile("\\\\u+00(?:[46][1-9a-fA-F]|[57][0-9aA])");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
    private static final double ENTROPY = 3.0;
    private static final int SMALL_FILE = 20;

    private TextCheck() {}

    static List<Finding> of(Judged file) {
        List<Finding> found = new ArrayList<>();
        largeDeletion(file, found);
        Content after = file.textAfter();
        if (after == null) {
            return found;
        }
        List<String> lines = Placed.bareLines(after);
        for (int line = file.placed().added().nextSetBit(1);
                line > 0 && line <= lines.size();
                line = file.placed().added().nextSetBit(line + 1)) {
            String text = lines.get(line - 1);
            secret(file, line, text, found);
            hidden(file, line, text, found);
        }
        return found;
    }

    private static void secret(Judged file, int line, String text, List<Finding> found) {
        Matcher key = KEYS.matcher(text);
        if (key.find()) {
            found.add(finding(
                    file,
                    Finding.Kind.SECRET,
                    Finding.Weight.UNSAFE,
                    line,
                    key.start() + 1,
                    "adds what looks like a key or a password"));
            return;
        }
        Matcher named = NAMED.matcher(text);
        while (named.find()) {
            String value = named.group(1);
            if (entropy(value) >= ENTROPY && !NO_SECRET.matcher(value).matches() && value.matches(".*[0-9].*")) {
                found.add(finding(
                        file,
                        Finding.Kind.SECRET,
                        Finding.Weight.UNSAFE,
                        line,
                        named.start(1) + 1,
                        "adds what looks like a key or a password"));
                return;
            }
        }
    }

    /// Bits per character.
    static double entropy(String text) {
        return text.chars()
                .distinct()
                .mapToDouble(c -> {
                    double share = (double) text.chars().filter(d -> d == c).count() / text.length();
                    return -share * Math.log(share) / Math.log(2);
                })
                .sum();
    }

    private static void hidden(Judged file, int line, String text, List<Finding> found) {
        Set<String> reasons = new HashSet<>();
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int point = text.codePointAt(at);
            String what = point == 0xfeff && line == 1 && at == 0 ? "" : what(point);
            if (!what.isEmpty() && reasons.add(what)) {
                found.add(finding(
                        file,
                        Finding.Kind.HIDDEN_CHARACTER,
                        Finding.Weight.UNSAFE,
                        line,
                        at + 1,
                        "adds " + what + String.format(Locale.ROOT, " (U+%04X)", point)));
            }
        }
        Matcher escape = ESCAPED_LETTER.matcher(text);
        if (file.grammar() == Grammar.JAVA && escape.find()) {
            found.add(finding(
                    file,
                    Finding.Kind.HIDDEN_CHARACTER,
                    Finding.Weight.CAUTION,
                    line,
                    escape.start() + 1,
                    "writes a plain letter as an escape"));
        }
        if (text.chars().anyMatch(c -> c > 0x7f)) {
            Matcher words = WORD.matcher(text);
            while (words.find()) {
                if (isMixed(words.group())) {
                    found.add(finding(
                            file,
                            Finding.Kind.HIDDEN_CHARACTER,
                            Finding.Weight.UNSAFE,
                            line,
                            words.start() + 1,
                            "adds a word with letters of several scripts that look alike: " + ascii(words.group())));
                    return;
                }
            }
        }
    }

    private static String ascii(String word) {
        StringBuilder shown = new StringBuilder();
        word.codePoints()
                .limit(40)
                .forEach(point -> shown.append(
                        point < 0x80 ? Character.toString(point) : String.format(Locale.ROOT, "\\u%04x", point)));
        return shown.toString();
    }

    /// Latin beside Greek or Cyrillic (or Armenian, Cherokee) in one word; full-width letters.
    private static boolean isMixed(String word) {
        boolean latin = false;
        boolean alike = false;
        for (int point : word.codePoints().toArray()) {
            Character.UnicodeScript script = Character.UnicodeScript.of(point);
            latin |= point < 0x250 && script == Character.UnicodeScript.LATIN;
            alike |= script == Character.UnicodeScript.CYRILLIC
                    || script == Character.UnicodeScript.ARMENIAN
                    || script == Character.UnicodeScript.CHEROKEE
                    || (script == Character.UnicodeScript.GREEK && "οαερτυιν".indexOf(point) >= 0)
                    || (point >= 0xff21 && point <= 0xff5a)
                    || (point >= 0x1d400 && point <= 0x1d7ff);
        }
        return (latin && alike) || word.codePoints().anyMatch(point -> point >= 0x1d400 && point <= 0x1d7ff);
    }

    private static String what(int point) {
        if ((point >= 0x202a && point <= 0x202e)
                || (point >= 0x2066 && point <= 0x2069)
                || point == 0x200e
                || point == 0x200f
                || point == 0x61c) {
            return "a character that turns the direction of text";
        }
        if ((point >= 0x200b && point <= 0x200d)
                || point == 0x2060
                || point == 0xfeff
                || point == 0xad
                || VisibleText.isBlank(point)
                || (point >= 0xe0000 && point <= 0xe007f)) {
            return "a character that nobody can see";
        }
        if ((point < 0x20 && point != '\t' && point != 0x0c) || point == 0x7f || (point >= 0x80 && point < 0xa0)) {
            return point == 0x1b ? "a terminal's escape" : "a control character";
        }
        return "";
    }

    private static void largeDeletion(Judged file, List<Finding> found) {
        Content before = file.textBefore();
        if (before == null) {
            return;
        }
        int lines = Placed.bareLines(before).size();
        int gone = file.change().deletes() ? lines : file.placed().gone().cardinality();
        int come = file.placed().added().cardinality();
        if (lines > SMALL_FILE && (gone - come) * 2 > lines) {
            Hunk first = file.change().hunks().getFirst();
            found.add(new Finding(
                    Finding.Kind.LARGE_DELETION,
                    Finding.Weight.CAUTION,
                    null,
                    file.change().path(),
                    first.number(),
                    0,
                    0,
                    "takes away " + gone + " of " + lines + " lines"));
        }
    }

    private static Finding finding(
            Judged file, Finding.Kind kind, Finding.Weight weight, int line, int column, String reason) {
        return new Finding(
                kind, weight, null, file.change().path(), file.placed().hunkAt(line), line, column, reason);
    }
}
