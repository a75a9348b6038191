package dev.errata.proxy.wire;

import dev.errata.logs.problem.Problem;
import dev.errata.proxy.wire.Frame.Mark;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The OpenAI Responses wire: deltas of output items, then the same texts up to four times more.
///
/// Texts are `output_text`, `reasoning_text` and the summaries of reasoning; the arguments of a function call are a
/// lane of JSON text, the input of a custom tool call a plain one. Every `.done` event and the final response tell them
/// again, and Codex takes those for the truth: they are [Mark.Repeat]s. Refusals, calls that the server itself makes,
/// annotations and everything unknown pass as they are.
///
/// Lanes are kept apart by `item_id`, the only key that llama-server sends; where it is missing, by `output_index`. A
/// server whose done events name other items than its deltas tells new texts then, which go through the rules
/// themselves: the result is the same.
///
/// An event with a `sequence_number` is never divided or dropped, as its number must come once.
///
/// **Source:** `wire.md` 1.5, 3.3, 4.9 and 7.6.
public enum OpenAiResponses implements Wire {
    WIRE;

    @Override
    public String label() {
        return "openai-responses";
    }

    @Override
    public boolean repeats() {
        return true;
    }

    @Override
    public Frame event(byte[] bytes, int from, int to) throws WireException {
        return EventData.read(bytes, from, to, (start, end) -> {
            var found = new ResponseEvent();
            JsonCursor.readAll(bytes, start, end, found::root);
            return found.frame();
        });
    }

    @Override
    public Frame document(byte[] bytes) throws WireException {
        var found = new Document();
        JsonCursor.readAll(bytes, 0, bytes.length, found::root);
        boolean nothing = found.marks.isEmpty() && found.model == null;
        return nothing ? Frame.SILENT : new Frame(found.marks, false, false, found.model);
    }

    @Override
    public byte[] failure(Problem problem, String message) {
        String error = new String(ErrorShape.OPENAI.body(502, problem, message), StandardCharsets.UTF_8);
        return ("event: error\ndata: {\"type\":\"error\"," + error.substring(1) + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /// A whole answer, or an array of them.
    private static final class Document {
        private final List<Mark> marks = new ArrayList<>();
        private @Nullable String model;
        private int responses;

        void root(JsonCursor at) throws WireException {
            if (at.isArray()) {
                at.elements(this::response);
            } else {
                response(at);
            }
        }

        private void response(JsonCursor at) throws WireException {
            List<ResponseItem> items = new ArrayList<>();
            at.properties((name, value) -> {
                switch (name) {
                    case "output" -> value.elements(item -> items.add(ResponseItem.read(item)));
                    case "model" -> model = value.isString() ? value.string().value() : model;
                    default -> value.skip();
                }
            });
            int place = 0;
            for (ResponseItem item : items) {
                item.marks(marks, responses, ResponseItem.keyAt(place++), false);
            }
            responses++;
        }
    }
}
