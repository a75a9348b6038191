package dev.errata.rules.patch.parse;

import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.TextLines;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.diff.Differences;
import dev.errata.rules.patch.diff.Hunks;
import dev.errata.rules.patch.diff.LineEdit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file while edits are made on it. It remembers which of its lines took the place of which lines of the base, so that
/// what several edits left becomes hunks in the base: one for each edit, and one for edits that touch.
final class Draft {

    /// Lines of the base and those that stand in their place now.
    private record Region(int baseFrom, int baseTo, int from, int to, int lead, int trail) {
        Region moved(int by) {
            return new Region(baseFrom, baseTo, from + by, to + by, lead, trail);
        }

        int growth() {
            return to - from - (baseTo - baseFrom);
        }
    }

    private final @Nullable WorkspacePath before;
    private final @Nullable FileImage base;
    private final List<String> baseLines;
    private final List<String> lines;
    private final List<Region> regions = new ArrayList<>();
    private WorkspacePath path;
    private @Nullable FileMode mode;
    private @Nullable Content whole;

    private Draft(WorkspacePath path, @Nullable FileImage base, @Nullable FileMode mode) {
        this.path = path;
        this.base = base;
        this.before = base == null ? null : path;
        this.mode = mode;
        this.baseLines =
                base == null || base.content().isBinary() ? List.of() : TextLines.of(base.content().text());
        this.lines = new ArrayList<>(baseLines);
    }

    /// A file of the base.
    static Draft of(WorkspacePath path, FileImage base) {
        return new Draft(path, base, base.mode());
    }

    /// A file that comes.
    static Draft created(WorkspacePath path, FileMode mode) {
        return new Draft(path, null, mode);
    }

    WorkspacePath path() {
        return path;
    }

    boolean exists() {
        return mode != null;
    }

    boolean isLink() {
        return mode == FileMode.LINK;
    }

    /// Whether its lines cannot be edited since it has none.
    boolean isBinary() {
        return base != null && base.content().isBinary() && whole == null;
    }

    /// Its lines; they change as it does.
    List<String> lines() {
        return Collections.unmodifiableList(lines);
    }

    /// What ends most of its lines: CRLF, else LF.
    String lineEnd() {
        long returns = lines.stream().filter(line -> line.endsWith("\r\n")).count();
        long ended = lines.stream().filter(line -> line.endsWith("\n")).count();
        return returns * 2 > ended ? "\r\n" : "\n";
    }

    void moveTo(WorkspacePath to) {
        path = to;
    }

    void mode(FileMode to) {
        mode = to;
    }

    void delete() {
        mode = null;
    }

    /// Replaces bytes that are no text.
    void replaceAll(Content content) {
        whole = content;
        lines.clear();
        lines.addAll(TextLines.of(content.text()));
    }

    /// Replaces lines. What is equal at both ends of the old and the new ones is context.
    void replace(int from, int to, List<String> fresh) {
        int lead = 0;
        while (lead < Math.min(to - from, fresh.size()) && lines.get(from + lead).equals(fresh.get(lead))) {
            lead++;
        }
        int trail = 0;
        while (trail < Math.min(to - from, fresh.size()) - lead
                && lines.get(to - 1 - trail).equals(fresh.get(fresh.size() - 1 - trail))) {
            trail++;
        }
        splice(from + lead, to - trail, fresh.subList(lead, fresh.size() - trail), 0, 0);
    }

    /// Replaces just these lines.
    ///
    /// @param lead how many lines of context the edit came with before them: as many, and no less than usual, are kept
    /// @param trail how many behind them
    void splice(int from, int to, List<String> fresh, int lead, int trail) {
        if (from == to && fresh.isEmpty()) {
            return;
        }
        List<String> between = List.copyOf(fresh);
        remember(from, to, between.size(), Math.max(lead, LineEdit.CONTEXT), Math.max(trail, LineEdit.CONTEXT));
        List<String> old = lines.subList(from, to);
        old.clear();
        lines.addAll(from, between);
        if (whole != null) {
            whole = Content.of(String.join("", lines));
        }
    }

    private void remember(int from, int to, int size, int lead, int trail) {
        int first = 0;
        int shift = 0;
        while (first < regions.size() && regions.get(first).to() < from) {
            shift += regions.get(first++).growth();
        }
        int begin = from;
        int end = to;
        int leading = lead;
        int trailing = trail;
        int behind = first;
        int shiftBehind = shift;
        while (behind < regions.size() && regions.get(behind).from() <= to) {
            Region touched = regions.get(behind++);
            begin = Math.min(begin, touched.from());
            end = Math.max(end, touched.to());
            leading = Math.max(leading, touched.lead());
            trailing = Math.max(trailing, touched.trail());
            shiftBehind += touched.growth();
        }
        int grown = size - (to - from);
        var joined = new Region(begin - shift, end - shiftBehind, begin, end + grown, leading, trailing);
        regions.subList(first, behind).clear();
        regions.add(first, joined);
        for (int i = first + 1; i < regions.size(); i++) {
            regions.set(i, regions.get(i).moved(grown));
        }
    }

    /// Lines that are new in it.
    List<String> added() {
        if (base == null || whole != null) {
            return List.copyOf(lines);
        }
        List<String> added = new ArrayList<>();
        for (Region region : regions) {
            List<String> old = baseLines.subList(region.baseFrom(), region.baseTo());
            lines.subList(region.from(), region.to()).stream()
                    .filter(line -> !old.contains(line))
                    .forEach(added::add);
        }
        return added;
    }

    /// What it became; empty if nothing.
    Optional<FileChange> change(int number) {
        if (base == null) {
            return mode == null
                    ? Optional.empty()
                    : Differences.change(path, null, null, new FileImage(mode, text()), number);
        }
        WorkspacePath from = before == null || before.equals(path) ? null : before;
        if (mode == null) {
            return Differences.change(from == null ? path : from, null, base, null, number);
        }
        List<LineEdit> edits = new ArrayList<>();
        for (Region region : regions) {
            List<String> fresh = lines.subList(region.from(), region.to());
            if (!fresh.equals(baseLines.subList(region.baseFrom(), region.baseTo()))) {
                edits.add(new LineEdit(region.baseFrom(), region.baseTo(), fresh, region.lead(), region.trail()));
            }
        }
        if (whole != null || edits.isEmpty()) {
            Content content = whole == null ? base.content() : whole;
            return Differences.change(path, from, base, new FileImage(mode, content), number);
        }
        return Optional.of(
                new FileChange(path, from, base, mode, Hunks.of(baseLines, edits, number), null));
    }

    private Content text() {
        return Content.of(String.join("", lines));
    }
}
