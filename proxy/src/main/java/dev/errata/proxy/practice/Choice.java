package dev.errata.proxy.practice;

import dev.errata.proxy.practice.ChatQuestion.Asked;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One choice of an answer, cut into tokens, with the reason why it ends where it does.
///
/// @param call the tool that the pieces of [Part#CALL] call
/// @param finish `stop`, `length` or `tool_calls`
record Choice(int index, List<Piece> pieces, @Nullable ToolCall call, String finish) {
    Choice {
        pieces = List.copyOf(pieces);
    }

    /// All choices of an answer: the same text each, cut at other places.
    static List<Choice> of(Asked asked) {
        List<Choice> choices = new ArrayList<>();
        for (int index = 0; index < asked.choices(); index++) {
            List<Piece> pieces = new ArrayList<>();
            if (asked.thinks()) {
                pieces.addAll(Piece.of(Part.REASONING, Topic.thought(asked.question()), index));
            }
            ToolCall call = asked.call();
            pieces.addAll(
                    call == null
                            ? Piece.of(Part.TEXT, text(asked), index)
                            : Piece.of(Part.CALL, call.arguments(), index));
            boolean cut = pieces.size() > asked.maxTokens();
            choices.add(new Choice(
                    index,
                    cut ? pieces.subList(0, asked.maxTokens()) : pieces,
                    call,
                    cut ? "length" : call == null ? "stop" : "tool_calls"));
        }
        return choices;
    }

    private static String text(Asked asked) {
        String text = Topic.answer(asked.question());
        for (String stop : asked.stops()) {
            int at = text.indexOf(stop);
            text = at < 0 ? text : text.substring(0, at);
        }
        return text;
    }

    /// All of one part.
    String said(Part part) {
        StringBuilder text = new StringBuilder();
        pieces.stream().filter(piece -> piece.part() == part).forEach(piece -> text.append(piece.text()));
        return text.toString();
    }

    boolean has(Part part) {
        return pieces.stream().anyMatch(piece -> piece.part() == part);
    }

    /// The parts it has, in their order.
    List<Part> parts() {
        return pieces.stream().map(Piece::part).distinct().toList();
    }

    /// Whether a piece is the first of its part.
    boolean begins(int at) {
        return at == 0 || pieces.get(at - 1).part() != pieces.get(at).part();
    }

    /// Whether it is the last of its part.
    boolean ends(int at) {
        return at == pieces.size() - 1
                || pieces.get(at + 1).part() != pieces.get(at).part();
    }

    /// Whether the call is whole, and not cut off by the limit of tokens.
    boolean calls() {
        return finish.equals("tool_calls");
    }

    boolean cut() {
        return finish.equals("length");
    }

    /// The name of the tool that is called.
    String tool() {
        return call == null ? "" : call.name();
    }

    /// An id for the call.
    ///
    /// @param answer the answer's own id
    String callId(String answer) {
        return "call_" + answer.substring(answer.indexOf('-') + 1) + index;
    }
}
