package dev.errata.rules.stream;

import dev.errata.rules.EditTool;
import dev.errata.rules.Rule.Policy;
import dev.errata.rules.RuleSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A rule set compiled for matching, shared by all exchanges that began with it.
///
/// **Thread:** immutable; any thread.
public interface RuleProgram {

    RuleSet ruleSet();

    /// The part of it that applies to one exchange.
    ///
    /// @param model the model's name, empty if unknown
    /// @param client the client's name, empty if unknown
    /// @param guarded the guards that the request raises; only rules that opt into each of them remain, but for JSON,
    ///     which every rule may touch inside its strings
    Selection select(String model, String client, Set<Policy> guarded);

    /// The rules for one exchange.
    interface Selection {

        /// Whether no rule can match: the exchange needs no reading.
        boolean isEmpty();

        /// A rewriter for one lane of the exchange.
        LaneRewriter lane(LaneKind kind);

        /// A rewriter for a lane whose language is known from elsewhere, as from a completion's file name.
        ///
        /// @param language canonical name, empty if unknown
        default LaneRewriter lane(LaneKind kind, String language) {
            return lane(kind);
        }

        /// A rewriter for a leaf of a tool call's arguments that is itself a patch, a diff or a row of search and
        /// replace blocks. Only its new sides are open to rules, with the scope `tool_args`.
        ///
        /// @param language canonical name, as of the path beside it; counts where the patch names no file; empty if
        /// unknown
        default LaneRewriter patchLane(String language) {
            return lane(LaneKind.TOOL_ARGS, language);
        }

        /// The user's rows of the tool table, which are asked before the built-in ones.
        default List<EditTool> editTools() {
            return List.of();
        }

        /// Whether a rule for tool arguments is confined to a language, so that their file's name has to be known.
        default boolean bindsLanguages() {
            return true;
        }

        /// Whether a rule wants an exchange to end with an error if it fails.
        default boolean closes() {
            return false;
        }

        /// Those of the rules that opt into a guard, empty if there are none.
        default Optional<Selection> optedInto(Policy policy) {
            return Optional.empty();
        }
    }
}
