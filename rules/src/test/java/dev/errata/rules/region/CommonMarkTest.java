package dev.errata.rules.region;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.Scope;
import dev.errata.rules.text.Languages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

/// Random small documents against commonmark-java: which part of each line is fenced code, and of which language.
/// `-Derrata.blocks.cases=N -Derrata.blocks.seed=S` for longer runs.
final class CommonMarkTest {

    private static final int CASES = Integer.getInteger("errata.blocks.cases", 30_000);
    private static final long SEED = Long.getLong("errata.blocks.seed", 88L);

    private static final List<String> PARTS = List.of(
            " ",
            " ",
            "  ",
            "   ",
            "    ",
            "\t",
            ">",
            "> ",
            "- ",
            "-",
            "* ",
            "*",
            "+ ",
            "1. ",
            "2) ",
            "1.",
            "7",
            "123456789. ",
            "1234567890. ",
            "```",
            "```",
            "```",
            "~~~",
            "````",
            "`",
            "~",
            "```js",
            "~~~ py x",
            "a",
            "b c",
            "#",
            "# ",
            "####### ",
            "=",
            "===",
            "---",
            "***",
            "_",
            "__",
            "\r");

    private static final Parser PARSER =
            Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES).build();

    /// What a line holds by CommonMark.
    ///
    /// @param code whether code, from the column on
    /// @param fence whether a fence begins at the column
    private record Line(boolean code, boolean fence, int column, String language) {}

    @Test
    void findsTheFencesThatCommonMarkFinds() {
        for (int i = 0; i < CASES; i++) {
            Random random = new Random(SEED + i);
            compare(SEED + i, document(random));
        }
    }

    @Test
    void decidesThemWhereverTheTextIsCut() {
        for (int i = 0; i < CASES / 5; i++) {
            Random random = new Random(SEED - i);
            Division.staysTheSameInPieces(Regions::text, document(random), 1 + random.nextInt(5), random);
        }
    }

    private static String document(Random random) {
        StringBuilder text = new StringBuilder();
        for (int lines = 1 + random.nextInt(7); lines > 0; lines--) {
            for (int parts = random.nextInt(5); parts > 0; parts--) {
                text.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            text.append('\n');
        }
        // Such a line would name a diff's file.
        return text.toString().replaceAll("--- +", "---");
    }

    private static void compare(long seed, String text) {
        // A lone carriage return ends a line, too.
        String[] lines = text.split("\r\n|\r|\n", -1);
        List<Line> expected = expected(text, lines.length);
        List<Region> units = Division.of(Regions.text(), text);
        int start = 0;
        for (int i = 0; i < lines.length - 1; i++) {
            int end = start + lines[i].length();
            Line line = expected.get(i);
            for (int at = start; at < end; at++) {
                Region found = units.get(at);
                String what = "seed %s line %s column %s of %s: %s"
                        .formatted(seed, i, at - start, show(text), Division.letters(units));
                if (line.code && at - start >= line.column) {
                    assertThat(found).as(what).isEqualTo(new Region.Scoped(Scope.CODE, line.language));
                } else if (line.fence && at - start >= line.column) {
                    assertThat(found).as(what).isEqualTo(Region.PROTECTED);
                } else if (!line.code && !line.fence) {
                    assertThat(found).as(what).isEqualTo(Region.PROSE);
                }
            }
            start = end + (text.startsWith("\r\n", end) ? 2 : 1);
        }
    }

    private static List<Line> expected(String text, int count) {
        List<Line> lines = new ArrayList<>(Collections.nCopies(count, new Line(false, false, 0, "")));
        Node document = PARSER.parse(text);
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock block) {
                String language = Languages.ofInfoString(block.getInfo());
                int first = block.getSourceSpans().getFirst().getLineIndex();
                int content = (int) block.getLiteral().chars().filter(c -> c == '\n').count();
                // Blank lines may have no span.
                for (int at = first + 1; at <= first + content; at++) {
                    lines.set(at, new Line(true, false, Integer.MAX_VALUE, language));
                }
                for (SourceSpan span : block.getSourceSpans()) {
                    int at = span.getLineIndex();
                    boolean code = at > first && at <= first + content;
                    lines.set(at, new Line(code, !code, span.getColumnIndex(), language));
                }
            }
        });
        return lines;
    }

    private static String show(String text) {
        return text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    }
}
