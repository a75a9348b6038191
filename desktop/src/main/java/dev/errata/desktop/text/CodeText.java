package dev.errata.desktop.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.fxmisc.richtext.model.ReadOnlyStyledDocument;
import org.fxmisc.richtext.model.ReadOnlyStyledDocumentBuilder;
import org.fxmisc.richtext.model.SegmentOps;
import org.fxmisc.richtext.model.StyledSegment;

/// Makes the document of a pane out of its rows, in one piece: 5,000 rows that are set one by one are 5,000 changes.
final class CodeText {
    private CodeText() {}

    static ReadOnlyStyledDocument<Collection<String>, String, Collection<String>> of(
            List<CodeLine> lines, SegmentOps<String, Collection<String>> segments) {
        return ReadOnlyStyledDocumentBuilder.constructDocument(
                segments,
                List.of(),
                builder -> lines.forEach(line ->
                        builder.addParagraph(segments(line), List.of(line.kind().style()))));
    }

    private static List<StyledSegment<String, Collection<String>>> segments(CodeLine line) {
        String text = line.text();
        if (line.marks().isEmpty() || text.isEmpty()) {
            return List.of(new StyledSegment<>(text, List.of()));
        }
        var cuts = new TreeSet<Integer>(List.of(0, text.length()));
        for (Mark mark : line.marks()) {
            cuts.add(Math.min(mark.start(), text.length()));
            cuts.add(Math.min(mark.end(), text.length()));
        }
        List<StyledSegment<String, Collection<String>>> segments = new ArrayList<>();
        int from = 0;
        for (int to : cuts) {
            if (to > from) {
                segments.add(new StyledSegment<>(text.substring(from, to), styles(line.marks(), from)));
            }
            from = to;
        }
        return segments;
    }

    private static Collection<String> styles(List<Mark> marks, int at) {
        List<String> styles = new ArrayList<>();
        for (Mark mark : marks) {
            if (mark.covers(at)) {
                styles.add(mark.style());
            }
        }
        return List.copyOf(styles);
    }
}
