package dev.errata.desktop.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.fxmisc.richtext.model.ReadOnlyStyledDocument;
import org.fxmisc.richtext.model.ReadOnlyStyledDocumentBuilder;
import org.fxmisc.richtext.model.SegmentOps;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.fxmisc.richtext.model.StyledSegment;

/// Makes the document of a pane out of its rows, in one piece: 5,000 rows that are set one by one are 5,000 changes.
///
/// Marks cost by far the most of it, so rows that are not about to be seen stand there without theirs at first.
final class CodeText {
    private CodeText() {}

    /// @param marked the rows that get their marks at once
    static ReadOnlyStyledDocument<Collection<String>, String, Collection<String>> of(
            List<CodeLine> lines, BitSet marked, SegmentOps<String, Collection<String>> segments) {
        Map<CodeLine.Kind, List<String>> styles = new EnumMap<>(CodeLine.Kind.class);
        for (CodeLine.Kind kind : CodeLine.Kind.values()) {
            styles.put(kind, List.of(kind.style()));
        }
        return ReadOnlyStyledDocumentBuilder.constructDocument(segments, List.of(), builder -> {
            for (int i = 0; i < lines.size(); i++) {
                CodeLine line = lines.get(i);
                builder.addParagraph(
                        marked.get(i) ? segments(line) : List.of(new StyledSegment<>(line.text(), List.of())),
                        styles.getOrDefault(line.kind(), List.of()));
            }
        });
    }

    /// The marks of neighbouring rows, with the line breaks between them.
    static StyleSpans<Collection<String>> spans(List<CodeLine> lines) {
        var spans = new StyleSpansBuilder<Collection<String>>();
        for (int i = 0; i < lines.size(); i++) {
            segments(lines.get(i))
                    .forEach(segment ->
                            spans.add(segment.getStyle(), segment.getSegment().length()));
            if (i < lines.size() - 1) {
                spans.add(List.of(), 1);
            }
        }
        return spans.create();
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
