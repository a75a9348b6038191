package dev.errata.proxy.wire;

import dev.errata.logs.problem.Problem;
import dev.errata.proxy.wire.Frame.Mark;
import dev.errata.proxy.wire.JsonCursor.Located;
import dev.errata.rules.stream.LaneKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// LM Studio's own chat, `/api/v1/chat`: named events, and at the end all of it again in `chat.end`; a whole answer is
/// what `chat.end` calls the result.
///
/// An answer has several messages and several pieces of reasoning, told apart by their order alone: so this codec
/// counts, and each exchange has one of its own. Tool calls are those that the server makes itself; they are shown as
/// they were made. A conversation that the server keeps goes on with the text as the model wrote it.
///
/// **Thread:** its exchange's event loop. **Source:** `wire.md` 2.2; LM Studio's documentation, "Chat" and "Streaming
/// events". No server was at hand to prove it against.
public final class LmStudioChat implements Wire {

    private int messages;
    private int reasonings;

    @Override
    public String label() {
        return "lm-studio-chat";
    }

    @Override
    public boolean repeats() {
        return true;
    }

    @Override
    public Frame event(byte[] bytes, int from, int to) throws WireException {
        var found = new Event();
        JsonCursor.readAll(bytes, from, to, at -> at.properties(found::part));
        return switch (found.type) {
            case "message.start" -> begin(++messages - 1);
            case "reasoning.start" -> begin(++reasonings - 1);
            case "message.delta" -> found.delta(message(Math.max(0, messages - 1)));
            case "reasoning.delta" -> found.delta(reasoning(Math.max(0, reasonings - 1)));
            case "message.end", "reasoning.end", "error" -> new Frame(List.of(new Mark.EndAll()), false, false, null);
            case "chat.end" -> {
                List<Mark> marks = new ArrayList<>(found.result.marks);
                marks.add(new Mark.EndAll());
                yield new Frame(marks, false, true, found.result.model);
            }
            default -> found.model == null ? Frame.SILENT : new Frame(List.of(), false, false, found.model);
        };
    }

    @Override
    public Frame document(byte[] bytes) throws WireException {
        var result = new Result();
        JsonCursor.readAll(bytes, 0, bytes.length, at -> at.properties(result::part));
        if (!result.known) {
            throw new WireException("no output");
        }
        return new Frame(result.marks, false, false, result.model);
    }

    @Override
    public byte[] failure(Problem problem, String message) {
        String text = new String(JsonSplice.escape(problem.said(message)), StandardCharsets.UTF_8);
        String error = "{\"type\":\"unknown\",\"message\":\"" + text + "\"}";
        return ("event: error\ndata: {\"type\":\"error\",\"error\":" + error + "}\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static LaneId message(int number) {
        return new LaneId(number, LaneKind.TEXT, "message");
    }

    private static LaneId reasoning(int number) {
        return new LaneId(number, LaneKind.REASONING, "reasoning");
    }

    /// What was said before is complete.
    private static Frame begin(int group) {
        return new Frame(List.of(new Mark.Turn(group), new Mark.Other(group)), false, false, null);
    }

    private static @Nullable Located located(JsonCursor value) throws WireException {
        Located at = value.isString() ? value.string() : null;
        return at == null || at.value().isEmpty() ? null : at;
    }

    /// One event.
    private static final class Event {
        private final Result result = new Result();
        private String type = "";
        private @Nullable Located content;
        private @Nullable String model;
        private boolean more;

        void part(String name, JsonCursor value) throws WireException {
            switch (name) {
                case "type" -> type = value.isString() ? value.string().value() : "";
                case "content" -> content = located(value);
                case "model_instance_id" ->
                    model = value.isString() ? value.string().value() : null;
                case "result" -> value.properties(result::part);
                default -> more |= value.skipSomething();
            }
        }

        Frame delta(LaneId lane) {
            Located at = content;
            return at == null
                    ? Frame.SILENT
                    : new Frame(
                            List.of(new Mark.Turn(lane.group()), new Mark.Text(lane, at.from(), at.to(), at.value())),
                            !more,
                            false,
                            model);
        }
    }

    /// All of an answer: told for the first time, or again.
    private static final class Result {
        private final List<Mark> marks = new ArrayList<>();
        private @Nullable String model;
        private boolean known;
        private int messages;
        private int reasonings;

        void part(String name, JsonCursor value) throws WireException {
            switch (name) {
                case "model_instance_id" ->
                    model = value.isString() ? value.string().value() : null;
                case "output" -> {
                    known |= value.isArray();
                    value.elements(this::item);
                }
                default -> value.skip();
            }
        }

        private void item(JsonCursor at) throws WireException {
            var item = new Event();
            at.properties(item::part);
            LaneId lane = switch (item.type) {
                case "message" -> message(messages++);
                case "reasoning" -> reasoning(reasonings++);
                default -> null;
            };
            Located content = item.content;
            if (lane != null && content != null) {
                marks.add(new Mark.Repeat(lane, content.from(), content.to(), content.value()));
            }
        }
    }
}
