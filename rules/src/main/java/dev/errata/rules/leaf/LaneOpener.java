package dev.errata.rules.leaf;

import dev.errata.rules.leaf.Spot.Use;
import dev.errata.rules.stream.LaneKind;
import dev.errata.rules.stream.LaneRewriter;
import dev.errata.rules.stream.LaneSource;
import dev.errata.rules.stream.RuleProgram;
import java.util.List;

/// Makes the rewriter of a lane: the one way for running exchanges and for replays, so that both get the same.
///
/// **Thread:** any.
public final class LaneOpener {

    private LaneOpener() {}

    /// A lane's rewriter.
    ///
    /// @param rules of its exchange
    /// @param source what the lane is; kept with its raw text, it makes the same rewriter again
    public static LaneRewriter open(RuleProgram.Selection rules, LaneSource source) {
        return switch (source.form()) {
            case TEXT -> rules.lane(LaneKind.TEXT);
            case REASONING -> rules.lane(LaneKind.REASONING);
            case CODE -> rules.lane(LaneKind.CODE, source.subject());
            case ARGUMENTS ->
                new LeafLane(
                        new LeafRules(rules, LaneKind.TOOL_ARGS),
                        new ToolTable(rules.editTools()).arguments(source.subject()));
            case INPUT -> input(new LeafRules(rules, LaneKind.TOOL_ARGS), source.subject());
            case JSON -> new LeafLane(new LeafRules(rules, LaneKind.TEXT), SchemaSpot.root(source.subject()));
        };
    }

    /// A plain text where a tool's only argument would be. What the table does not know is left alone: no file is named
    /// beside it.
    private static LaneRewriter input(LeafRules rules, String tool) {
        Spot spot = new ToolTable(rules.rules().editTools()).arguments(tool).member("input");
        Use use = spot.needsFile() ? Use.KEPT : spot.use();
        return rules.lane(use, "").orElseGet(() -> new LeafLane(rules, ToolSpot.root(List.of())));
    }
}
