package dev.errata.proxy.rewrite;

import dev.errata.proxy.wire.RequestFacts;
import dev.errata.rules.Rule.OnError;
import dev.errata.rules.Rule.Policy;
import dev.errata.rules.leaf.LaneOpener;
import dev.errata.rules.stream.LaneForm;
import dev.errata.rules.stream.LaneKind;
import dev.errata.rules.stream.LaneRewriter;
import dev.errata.rules.stream.LaneSource;
import dev.errata.rules.stream.RuleFailure;
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
        if (facts.completion().echo()) {
            return new Rules(null, client, facts, "not rewritten: the client asked to have its own prompt back (echo)");
        }
        return new Rules(program, client, facts, "");
    }

    /// No rules.
    ///
    /// @param reason for people
    public static Rules off(String reason, RequestFacts facts) {
        return new Rules(null, "", facts, reason);
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
            return Optional.of("only inside the strings of the answer: the client asked for JSON");
        }
        return Optional.empty();
    }

    /// What the request says.
    RequestFacts facts() {
        return facts;
    }

    /// What a lane is, by what the client asked for.
    ///
    /// @param call the tool call whose arguments it holds, or null if it holds none or they came without it
    LaneSource source(LaneKind kind, Calls.@Nullable Call call) {
        String tool = call == null ? "" : call.name();
        return switch (kind) {
            case TEXT, CODE -> {
                if (facts.guarded().contains(Policy.JSON)) {
                    yield new LaneSource(LaneForm.JSON, facts.fixed());
                }
                yield kind == LaneKind.CODE || facts.completion().code()
                        ? new LaneSource(LaneForm.CODE, facts.completion().language())
                        : LaneSource.of(LaneForm.TEXT);
            }
            case REASONING -> LaneSource.of(LaneForm.REASONING);
            case TOOL_ARGS ->
                new LaneSource(call != null && call.plain() ? LaneForm.INPUT : LaneForm.ARGUMENTS, tool);
        };
    }

    /// A lane's rewriter.
    ///
    /// @param model as the answer names it, or null
    LaneRewriter lane(LaneSource source, @Nullable String model) {
        if (program == null) {
            return new PassingLane(0);
        }
        Selection chosen = selection;
        if (chosen == null) {
            String asked = facts.model() == null ? "" : facts.model();
            chosen = program.select(model == null ? asked : model, client, facts.guarded());
            selection = chosen;
        }
        return chosen.isEmpty() ? new PassingLane(0) : LaneOpener.open(chosen, source);
    }

    /// What is to be done about a failure: what its rule says, or what any of the rules says if its rule is not known.
    RuleTrouble trouble(RuntimeException fault) {
        if (fault instanceof RuleFailure failure) {
            return new RuleTrouble(
                    failure.rule().id(),
                    String.valueOf(failure.getMessage()),
                    failure.rule().onError());
        }
        boolean closes = selection != null && selection.closes();
        return new RuleTrouble(0, fault.getClass().getSimpleName(), closes ? OnError.CLOSED : OnError.OPEN);
    }
}
