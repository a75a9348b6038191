package dev.errata.desktop.review;

import dev.errata.desktop.fx.Words;
import dev.errata.desktop.review.Highlighter.Coloured;
import dev.errata.desktop.review.Highlighter.Section;
import dev.errata.desktop.text.Mark;
import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.Finding;
import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.TextLines;
import dev.errata.rules.patch.Verdict;
import dev.errata.rules.patch.diff.LineDiff;
import dev.errata.rules.patch.diff.LineEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One file of a proposal, row by row: hunks with what belongs to them, and the lines between them, folded.
///
/// | limit | value | beyond it |
/// |---|---|---|
/// | shortest fold | 4 lines | the lines are shown |
/// | length of a row | 2,000 UTF-16 units | a changed line goes on in the next row; one that stays is cut, and says so
/// |
/// | findings in words below a hunk's head | 6 | the rest stand in the chips' tool tips |
///
/// **Thread:** made on any but the FX thread; immutable.
///
/// @param file the file's index in its patch
record DiffSheet(String proposal, int file, FileChange change, List<DiffRow> rows) {
    private static final int SHORTEST_FOLD = 4;
    private static final int LONGEST = 2_000;
    private static final int MOST_FINDINGS = 6;

    DiffSheet {
        rows = List.copyOf(rows);
    }

    /// Makes the rows of a file.
    ///
    /// @param opened the folds that are open, by their ids
    static DiffSheet of(Proposal proposal, int file, Set<Integer> opened, Highlighter highlighter) {
        FileChange change = Objects.requireNonNull(proposal.patch()).files().get(file);
        return new DiffSheet(proposal.id(), file, change, new Builder(proposal, change, opened, highlighter).rows());
    }

    /// Index of the row at which a hunk begins; -1 if it is not in this file.
    int head(int hunk) {
        return IntStream.range(0, rows.size())
                .filter(i -> rows.get(i) instanceof DiffRow.Head head && head.hunk() == hunk)
                .findFirst()
                .orElse(-1);
    }

    private static final class Builder {
        private final Proposal proposal;
        private final FileChange change;
        private final Set<Integer> opened;
        private final List<String> base;
        private final Coloured before;
        private final LineMarks oldTokens;
        private final LineMarks newTokens;
        private final String noBreak = Words.of("review.noBreak");
        private final List<DiffRow> rows = new ArrayList<>();
        private int shift;

        Builder(Proposal proposal, FileChange change, Set<Integer> opened, Highlighter highlighter) {
            this.proposal = proposal;
            this.change = change;
            this.opened = opened;
            String old = text(change.base());
            base = TextLines.of(old);
            before = highlighter.read(change.before().name(), old);
            oldTokens = LineMarks.of(base, before.tokens());
            Set<Integer> all = change.hunks().stream().map(Hunk::number).collect(Collectors.toSet());
            String now = text(change.result(all)
                    .getOrDefault(change.path(), Optional.empty())
                    .orElse(null));
            newTokens = LineMarks.of(
                    TextLines.of(now),
                    highlighter.read(change.path().name(), now).tokens());
        }

        private static String text(@Nullable FileImage image) {
            return image == null || image.content().isBinary()
                    ? ""
                    : image.content().text();
        }

        List<DiffRow> rows() {
            findings(0);
            int behind = 0;
            for (Hunk hunk : change.hunks()) {
                if (hunk.kind() == Hunk.Kind.MODIFY) {
                    between(behind, hunk.at(), hunk.section());
                    behind = hunk.end();
                }
                rows.add(new DiffRow.Head(hunk.number()));
                findings(hunk.number());
                comments(hunk.number());
                lines(hunk);
            }
            boolean whole = change.hunks().stream().allMatch(hunk -> hunk.kind() == Hunk.Kind.MODIFY);
            if (whole) {
                between(behind, base.size(), "");
            }
            return rows;
        }

        private void between(int from, int to, String said) {
            if (to - from < SHORTEST_FOLD || opened.contains(from)) {
                for (int i = from; i < to; i++) {
                    same(0, i, base.get(i));
                }
            } else {
                rows.add(new DiffRow.Fold(from, to - from, to == base.size() ? "" : section(to + 1, said)));
            }
        }

        /// As git does it: what the lines below the fold are in.
        private String section(int line, String said) {
            return before.sections().stream()
                    .filter(section -> section.first() < line && section.last() >= line)
                    .reduce((outer, inner) -> inner)
                    .map(Section::title)
                    .map(title -> Drawn.of(title, List.of(), false, "").text().strip())
                    .orElse(Drawn.of(said, List.of(), false, "").text());
        }

        private void findings(int hunk) {
            Verdict verdict = proposal.verdict();
            if (verdict != null) {
                verdict.findings().stream()
                        .filter(finding -> finding.hunk() == hunk
                                && (hunk > 0 || finding.path().equals(change.path()))
                                && finding.weight() != Finding.Weight.NOTE)
                        .limit(MOST_FINDINGS)
                        .forEach(finding -> rows.add(new DiffRow.Told(hunk, finding)));
            }
        }

        private void comments(int hunk) {
            proposal.comments().stream()
                    .filter(comment -> comment.hunk() == hunk)
                    .forEach(comment -> rows.add(new DiffRow.Said(hunk, comment)));
        }

        private void lines(Hunk hunk) {
            int at = 0;
            for (LineEdit edit : LineDiff.edits(hunk.oldLines(), hunk.newLines())) {
                context(hunk, at, edit.from());
                changed(hunk, edit);
                at = edit.to();
            }
            context(hunk, at, hunk.oldLines().size());
        }

        private void context(Hunk hunk, int from, int to) {
            for (int i = from; i < to; i++) {
                same(hunk.number(), hunk.at() + i, hunk.oldLines().get(i));
            }
        }

        private void same(int hunk, int index, String line) {
            Drawn drawn = Drawn.of(line, oldTokens.at(index), false, "");
            if (drawn.text().length() > LONGEST) {
                drawn = new Drawn(
                        Words.of(
                                "review.cut",
                                drawn.text().substring(0, LONGEST),
                                drawn.text().length() - LONGEST),
                        List.of());
            }
            rows.add(new DiffRow.Same(hunk, index + 1, index + 1 + shift, drawn));
        }

        private void changed(Hunk hunk, LineEdit edit) {
            boolean creates = hunk.kind() == Hunk.Kind.CREATE;
            int old = (creates ? 0 : Math.max(0, hunk.at())) + edit.from();
            int now = old + shift;
            List<Drawn> left = new ArrayList<>();
            for (int i = edit.from(); i < edit.to(); i++) {
                left.add(draw(hunk.oldLines().get(i), oldTokens.at(old + i - edit.from())));
            }
            List<Drawn> right = new ArrayList<>();
            for (int i = 0; i < edit.lines().size(); i++) {
                right.add(draw(edit.lines().get(i), newTokens.at(now + i)));
            }
            WordMarks words = WordMarks.of(
                    left.stream().map(Drawn::text).toList(),
                    right.stream().map(Drawn::text).toList());
            for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
                pair(
                        hunk.number(),
                        old + i + 1,
                        i < left.size() ? left.get(i).with(words.old().get(i)) : null,
                        now + i + 1,
                        i < right.size() ? right.get(i).with(words.now().get(i)) : null);
            }
            shift += right.size() - left.size();
        }

        private Drawn draw(String line, List<Mark> tokens) {
            return Drawn.of(line, tokens, true, noBreak);
        }

        private void pair(int hunk, int before, @Nullable Drawn old, int after, @Nullable Drawn now) {
            int parts = Math.max(parts(old), parts(now));
            for (int i = 0; i < parts; i++) {
                rows.add(
                        new DiffRow.Changed(hunk, i == 0 ? before : 0, part(old, i), i == 0 ? after : 0, part(now, i)));
            }
        }

        private static int parts(@Nullable Drawn drawn) {
            return drawn == null ? 0 : Math.max(1, (drawn.text().length() + LONGEST - 1) / LONGEST);
        }

        private static @Nullable Drawn part(@Nullable Drawn drawn, int part) {
            if (drawn == null || part >= parts(drawn)) {
                return null;
            }
            if (parts(drawn) == 1) {
                return drawn;
            }
            int from = part * LONGEST;
            return new Drawn(drawn.text().substring(from, Math.min(drawn.text().length(), from + LONGEST)), List.of());
        }
    }
}
