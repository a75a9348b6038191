package dev.errata.proxy.rewrite;

import dev.errata.proxy.wire.RequestFacts;
import dev.errata.rules.Rule.Policy;
import dev.errata.rules.stream.LaneKind;
import dev.errata.rules.stream.LaneRewriter;
import dev.errata.rules.stream.RuleProgram;
import dev.errata.rules.stream.RuleProgram.Selection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules that one exchange keeps from its start to its end, or the reason why it has none.
///
/// Which of them apply is decided when the first text comes, because only the answer tells the model's true name: many
/// clients ask for a name that the server ignores. The answer's name counts, the request's stands in for it.
public final class Rules {

    private final @Nullable RuleProgram program;
    private final String client;
    private final RequestFacts facts;
    private final String off;
    private @Nullable Selection selection;

    private Rules(@Nullable RuleProgram program, String client, RequestFacts facts, String off) {
        this.program = program;
        this.client = client;
        this.facts = facts;
        this.off = off;
    }

    /// The rules of the program that suit the request.
    public static Rules of(RuleProgram program, String client, RequestFacts facts) {
        if (!facts.readable()) {
            return new Rules(null, client, facts, "not rewritten: the request could not be read");
        }
        return new Rules(program, client, facts, "");
    }

    /// No rules.
    ///
    /// @param reason for people
    public static Rules off(String reason) {
        return new Rules(null, "", RequestFacts.UNKNOWN, reason);
    }

    /// Why nothing, or not everything, is rewritten.
    public Optional<String> note() {
        if (!off.isEmpty()) {
            return Optional.of(off);
        }
        if (facts.guarded().contains(Policy.GRAMMAR)) {
            return Optional.of("only rules that opt into grammar: the client asked for a grammar");
        }
        if (facts.guarded().contains(Policy.LOGPROBS)) {
            return Optional.of("only rules that opt into logprobs: the client asked for the tokens");
        }
        if (facts.guarded().contains(Policy.JSON)) {
            return Optional.of("only rules that opt into json: the client asked for JSON");
        }
        return Optional.empty();
    }

    /// A lane's rewriter.
    ///
    /// @param model as the answer names it, or null
    LaneRewriter lane(LaneKind kind, @Nullable String model) {
        if (program == null) {
            return new PassingLane(0);
        }
        Selection chosen = selection;
        if (chosen == null) {
            String asked = facts.model() == null ? "" : facts.model();
            chosen = program.select(model == null ? asked : model, client, facts.guarded());
            selection = chosen;
        }
        return chosen.isEmpty() ? new PassingLane(0) : chosen.lane(kind);
    }
}
