package dev.errata.desktop.review;

import dev.errata.desktop.text.Mark;
import dev.errata.rules.patch.diff.LineDiff;
import dev.errata.rules.patch.diff.LineEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Which words of changed lines are the change: the same algorithm as for lines, with words in their place.
///
/// Lines that have little in common get no marks, for then the marks would say nothing.
record WordMarks(List<List<Mark>> old, List<List<Mark>> now) {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+|\\s+|.", Pattern.DOTALL);
    private static final int MOST_WORDS = 4_000;
    private static final double LEAST_COMMON = 0.35;

    /// Compares the lines of one place, each without a line break.
    static WordMarks of(List<String> old, List<String> now) {
        if (old.isEmpty() || now.isEmpty()) {
            return none(old.size(), now.size());
        }
        if (old.size() != now.size()) {
            return together(old, now);
        }
        List<List<Mark>> left = new ArrayList<>();
        List<List<Mark>> right = new ArrayList<>();
        for (int i = 0; i < old.size(); i++) {
            WordMarks one = together(List.of(old.get(i)), List.of(now.get(i)));
            left.add(one.old.getFirst());
            right.add(one.now.getFirst());
        }
        return new WordMarks(left, right);
    }

    private static WordMarks none(int old, int now) {
        return new WordMarks(empty(old), empty(now));
    }

    private static List<List<Mark>> empty(int count) {
        return IntStream.range(0, count).mapToObj(i -> List.<Mark>of()).toList();
    }

    private static WordMarks together(List<String> old, List<String> now) {
        List<String> before = words(String.join("\n", old));
        List<String> after = words(String.join("\n", now));
        if (before.size() > MOST_WORDS || after.size() > MOST_WORDS) {
            return none(old.size(), now.size());
        }
        List<Span> gone = new ArrayList<>();
        List<Span> come = new ArrayList<>();
        int shift = 0;
        for (LineEdit edit : LineDiff.edits(before, after)) {
            int from = edit.from() + shift;
            gone.add(span(before, edit.from(), edit.to()));
            come.add(span(after, from, from + edit.lines().size()));
            shift += edit.lines().size() - (edit.to() - edit.from());
        }
        if (common(before, gone) < LEAST_COMMON && common(after, come) < LEAST_COMMON) {
            return none(old.size(), now.size());
        }
        return new WordMarks(marks(old, gone, Mark.WORD_REMOVED), marks(now, come, Mark.WORD_ADDED));
    }

    /// A line of which every word changed is a changed line, and that shows already.
    private static boolean whole(String line, List<Mark> marks) {
        return IntStream.range(0, line.length())
                .filter(i -> !Character.isWhitespace(line.charAt(i)))
                .allMatch(i -> marks.stream().anyMatch(mark -> mark.start() <= i && i < mark.end()));
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }

    private record Span(int start, int end) {}

    private static Span span(List<String> words, int from, int to) {
        int start = length(words.subList(0, from));
        return new Span(start, start + length(words.subList(from, to)));
    }

    private static int length(List<String> words) {
        return words.stream().mapToInt(String::length).sum();
    }

    private static double common(List<String> words, List<Span> changed) {
        int all = Math.max(1, length(words));
        return 1 - changed.stream().mapToInt(span -> span.end - span.start).sum() / (double) all;
    }

    private static List<List<Mark>> marks(List<String> lines, List<Span> spans, String style) {
        List<List<Mark>> marks = new ArrayList<>();
        int start = 0;
        for (String line : lines) {
            int from = start;
            int end = start + line.length();
            List<Mark> here = spans.stream()
                    .filter(span -> span.start < end && span.end > from && span.start < span.end)
                    .map(span -> new Mark(
                            Math.max(0, span.start - from), Math.min(line.length(), span.end - from), style, "", 0))
                    .toList();
            marks.add(whole(line, here) ? List.of() : here);
            start = end + 1;
        }
        return marks;
    }
}
