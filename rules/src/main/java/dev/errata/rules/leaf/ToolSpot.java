package dev.errata.rules.leaf;

import dev.errata.rules.EditTool;
import dev.errata.rules.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A place in the arguments of a tool that the table knows.
///
/// @param heads the table's paths that lead here
record ToolSpot(List<Head> heads) implements Spot {

    private static final ToolSpot NOWHERE = new ToolSpot(List.of());

    private enum Role {
        FILE,
        OLD,
        NEW,
        PATCH
    }

    /// A path and how many of its steps were taken.
    private record Head(FieldPath path, int taken, Role role) {
        boolean arrived() {
            return taken == path.steps().size();
        }
    }

    ToolSpot {
        heads = List.copyOf(heads);
    }

    /// The arguments as a whole.
    static Spot root(List<EditTool> rows) {
        List<Head> heads = new ArrayList<>();
        for (EditTool row : rows) {
            row.paths().forEach(path -> heads.add(new Head(path, 0, Role.FILE)));
            row.olds().forEach(path -> heads.add(new Head(path, 0, Role.OLD)));
            row.news().forEach(path -> heads.add(new Head(path, 0, Role.NEW)));
            row.patches().forEach(path -> heads.add(new Head(path, 0, Role.PATCH)));
        }
        return new ToolSpot(heads);
    }

    @Override
    public Spot member(String key) {
        return step(head -> head.path.entersMember(head.taken, key));
    }

    @Override
    public Spot element() {
        return step(head -> head.path.entersElement(head.taken));
    }

    private Spot step(Predicate<Head> leads) {
        List<Head> next = new ArrayList<>();
        for (Head head : heads) {
            if (!head.arrived() && leads.test(head)) {
                next.add(new Head(head.path, head.taken + 1, head.role));
            }
        }
        return next.isEmpty() ? NOWHERE : new ToolSpot(next);
    }

    @Override
    public Use use() {
        if (has(Role.OLD) || has(Role.FILE)) {
            return Use.KEPT;
        }
        return has(Role.PATCH) ? Use.PATCH : has(Role.NEW) ? Use.TEXT : Use.KEPT;
    }

    private boolean has(Role role) {
        return heads.stream().anyMatch(head -> head.role == role && head.arrived());
    }

    @Override
    public boolean namesFile() {
        return has(Role.FILE);
    }

    @Override
    public boolean holdsFile() {
        return heads.stream()
                .anyMatch(head -> head.role == Role.FILE
                        && head.taken + 1 == head.path.steps().size());
    }

    @Override
    public boolean needsFile() {
        return false;
    }
}
