package dev.errata.desktop.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.desktop.fake.BusyDesk;
import dev.errata.desktop.fake.SomeProposals;
import dev.errata.desktop.text.CodeLine;
import dev.errata.desktop.text.Mark;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.syntax.Grammars;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiffSheetTest {
    @TempDir
    private Path folder;

    private static Proposal proposal(String before, String after) {
        return SomeProposals.of(
                "01KP1",
                "",
                BusyDesk.NOW,
                SomeProposals.patch(Map.of("a.py", before), Map.of("a.py", after)),
                SomeProposals.clean(),
                true);
    }

    private static DiffSheet sheet(String before, String after) {
        return DiffSheet.of(proposal(before, after), 0, Set.of(), Highlighter.NONE);
    }

    /// What stands on a side, without the lines that the other side has alone.
    private static String side(List<CodeLine> lines) {
        return lines.stream()
                .filter(line -> line.kind() != CodeLine.Kind.BAR && line.kind() != CodeLine.Kind.NOTHING)
                .map(line -> line.text() + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void bothSidesAreTheFilesThemselvesOnceAllIsUnfolded() {
        Proposal parser = SomeProposals.parser("01KP1", BusyDesk.NOW);
        Set<Integer> all = DiffSheet.of(parser, 0, Set.of(), Highlighter.NONE).rows().stream()
                .filter(DiffRow.Fold.class::isInstance)
                .map(row -> ((DiffRow.Fold) row).id())
                .collect(Collectors.toSet());
        assertThat(all).isNotEmpty();
        DiffLines lines = DiffLines.sides(DiffSheet.of(parser, 0, all, Highlighter.NONE));
        assertThat(side(lines.old())).isEqualTo(SomeProposals.PARSER);
        assertThat(side(lines.now())).isEqualTo(SomeProposals.PARSER_AFTER);
        assertThat(lines.old()).hasSameSizeAs(lines.now());
    }

    @Test
    void numbersTheLinesOfBothSides() {
        DiffLines lines = DiffLines.unified(sheet("a\nb\nc\n", "a\nx\ny\nc\n"));
        assertThat(lines.now().stream()
                        .filter(line -> line.kind() != CodeLine.Kind.BAR)
                        .map(line -> line.gutter() + line.text()))
                .containsExactly(" 1  1  a", " 2    -b", "    2 +x", "    3 +y", " 3  4  c");
    }

    @Test
    void marksTheWordsThatChangedAndNoLineThatChangedWhole() {
        DiffSheet sheet = sheet("return eval(x)\nkeep\n", "return parse(x)\nkeep\n");
        DiffRow.Changed changed = (DiffRow.Changed) sheet.rows().get(1);
        assertThat(changed.old())
                .isNotNull()
                .satisfies(old -> assertThat(old.marks()).containsExactly(new Mark(7, 11, Mark.WORD_REMOVED, "", 0)));
        assertThat(changed.now())
                .isNotNull()
                .satisfies(now -> assertThat(now.marks()).containsExactly(new Mark(7, 12, Mark.WORD_ADDED, "", 0)));
        assertThat(WordMarks.of(List.of("alpha beta"), List.of("gamma delta")).now())
                .containsExactly(List.of());
    }

    @Test
    void drawsWhatNobodyWouldSee() {
        DiffSheet sheet = sheet("a = 1\n", "a = 1\u202e\r\n");
        DiffRow.Changed changed = (DiffRow.Changed) sheet.rows().get(1);
        assertThat(changed.now()).isNotNull().satisfies(now -> {
            assertThat(now.text()).isEqualTo("a = 1<U+202E><CR>");
            assertThat(now.marks()).contains(new Mark(5, 13, Mark.HIDDEN, "", 0), new Mark(13, 17, Mark.HIDDEN, "", 0));
        });
        DiffRow.Changed last = (DiffRow.Changed) sheet("a\n", "a").rows().get(1);
        assertThat(last.now())
                .isNotNull()
                .satisfies(now -> assertThat(now.text()).isEqualTo("a<no line break>"));
    }

    @Test
    void aLongLineIsShownWholeInSeveralRows() {
        String line = "x".repeat(4_500);
        DiffLines lines = DiffLines.unified(sheet("a\n", line + "\n"));
        assertThat(lines.now().stream()
                        .filter(row -> row.kind() == CodeLine.Kind.ADDED)
                        .map(CodeLine::text)
                        .collect(Collectors.joining()))
                .isEqualTo(line);
    }

    @Test
    void namesTheFunctionThatFollowsAFoldAndColoursItsTokens() {
        var colours = new SyntaxColours(new Grammars(folder.resolve("native")));
        Assumptions.assumeFalse(
                colours.read("a.py", "a = 1\n").tokens().isEmpty(), "there is no parser for this machine");
        DiffSheet sheet = DiffSheet.of(SomeProposals.parser("01KP1", BusyDesk.NOW), 0, Set.of(), colours);
        assertThat(sheet.rows().stream()
                        .filter(DiffRow.Fold.class::isInstance)
                        .map(row -> ((DiffRow.Fold) row).section()))
                .contains("def parse(self, source):");
        assertThat(colours.read("a.py", "def f():\n    return \"x\" # y\n").tokens())
                .extracting(Mark::style)
                .containsExactly("token-keyword", "token-name", "token-keyword", "token-string", "token-comment");
    }

    @Test
    void whatWasSeenCountsOnlyOnceAllChangedLinesOfAHunkWere() {
        Proposal parser = SomeProposals.parser("01KP1", BusyDesk.NOW);
        var coverage = new Coverage();
        Patch patch = Objects.requireNonNull(parser.patch());
        coverage.of(patch, Coverage.sizes(patch));
        List<DiffRow> rows = DiffLines.unified(DiffSheet.of(parser, 0, Set.of(), Highlighter.NONE))
                .rows();
        rows.stream().limit(2).forEach(coverage::saw);
        assertThat(coverage.seen()).isZero();
        rows.stream().limit(3).forEach(coverage::saw);
        assertThat(coverage.seen()).isEqualTo(1);
        assertThat(coverage.nextUnseen()).contains(2);
        rows.forEach(coverage::saw);
        assertThat(coverage.complete()).isTrue();
    }
}
