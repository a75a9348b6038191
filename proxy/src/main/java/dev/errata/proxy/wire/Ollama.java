package dev.errata.proxy.wire;

import dev.errata.logs.problem.Problem;
import dev.errata.proxy.wire.Frame.Mark;
import dev.errata.proxy.wire.JsonCursor.Located;
import dev.errata.rules.stream.LaneKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ollama's own wire: lines of JSON from `/api/chat` and `/api/generate`, streamed unless the request says
/// `stream: false`; a whole answer has the shape of a line.
///
/// Text is `message.content` or `response`, reasoning is `thinking`. A tool call comes whole, with its arguments as an
/// object. The line with `done: true` ends the answer and repeats nothing but, in `context`, the tokens of the
/// conversation as the model wrote it: they pass as they are, since without them a client forgets.
///
/// All other paths, those of model downloads among them, are no wire: their lines hold no text of a model.
///
/// **Source:** `wire.md` 2.1; ollama `api/types.go`, `server/routes.go`.
public enum Ollama implements Wire {
    /// `/api/chat`.
    CHAT("ollama-chat"),
    /// `/api/generate`; with a `suffix` in the request its text is code.
    GENERATE("ollama-generate");

    private final String label;

    Ollama(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public boolean completes() {
        return this == GENERATE;
    }

    @Override
    public Framing framing() {
        return Framing.LINES;
    }

    @Override
    public Frame event(byte[] bytes, int from, int to) throws WireException {
        var found = new Line();
        JsonCursor.readAll(bytes, from, to, at -> at.properties(found::part));
        return found.frame();
    }

    @Override
    public Frame document(byte[] bytes) throws WireException {
        return event(bytes, 0, bytes.length);
    }

    @Override
    public byte[] failure(Problem problem, String message) {
        String json = new String(ErrorShape.OLLAMA.body(502, problem, message), StandardCharsets.UTF_8);
        return (json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// What has been found so far in one line.
    private static final class Line {
        private static final LaneId TEXT = new LaneId(0, LaneKind.TEXT, "text");
        private static final LaneId THINKING = new LaneId(0, LaneKind.REASONING, "thinking");

        private final List<Mark> marks = new ArrayList<>(2);
        private final List<Call> calls = new ArrayList<>(0);
        private @Nullable String model;
        private @Nullable Located text;
        private @Nullable Located thinking;
        private boolean known;
        private boolean done;
        private boolean failed;
        private boolean more;

        void part(String name, JsonCursor value) throws WireException {
            switch (name) {
                case "model" -> model = value.isString() ? value.string().value() : null;
                case "created_at", "remote_model", "remote_host" -> value.skip();
                case "message" -> {
                    known = true;
                    value.properties(this::said);
                }
                case "response", "thinking", "tool_calls" -> {
                    known = true;
                    said(name, value);
                }
                case "done" -> {
                    known = true;
                    done = value.isTrue();
                }
                case "error" -> failed = value.skipSomething();
                default -> more |= value.skipSomething();
            }
        }

        /// The parts of `message`; the other form of answer has them outermost.
        private void said(String name, JsonCursor value) throws WireException {
            switch (name) {
                case "content", "response" -> text = located(value);
                case "thinking" -> thinking = located(value);
                case "role" -> value.skip();
                case "tool_calls" -> value.elements(this::call);
                default -> more |= value.skipSomething();
            }
        }

        private void call(JsonCursor at) throws WireException {
            var call = new Call(calls.size());
            at.properties(call::part);
            calls.add(call);
        }

        private @Nullable Located located(JsonCursor value) throws WireException {
            if (!value.isString()) {
                more |= value.skipSomething();
                return null;
            }
            Located at = value.string();
            return at.value().isEmpty() ? null : at;
        }

        Frame frame() throws WireException {
            if (!known && !failed) {
                throw new WireException("no line of an answer");
            }
            // What was thought comes before what is said, and that before what is called, however the line has them.
            add(THINKING, thinking);
            add(TEXT, text);
            int texts = marks.size();
            calls.forEach(call -> call.addTo(marks));
            if (done || failed) {
                marks.add(new Mark.EndAll());
            }
            boolean divisible = texts == 1 && calls.isEmpty() && !more && !done && !failed;
            return marks.isEmpty() && model == null ? Frame.SILENT : new Frame(marks, divisible, done, model);
        }

        private void add(LaneId lane, @Nullable Located at) {
            if (at != null) {
                marks.add(new Mark.Text(lane, at.from(), at.to(), at.value()));
            }
        }
    }

    /// One tool call.
    private static final class Call {
        private int index;
        private String id = "";
        private String name = "";
        private @Nullable Located arguments;

        Call(int index) {
            this.index = index;
        }

        void part(String key, JsonCursor value) throws WireException {
            switch (key) {
                case "id" -> id = value.isString() ? value.string().value() : "";
                case "function" -> value.properties(this::function);
                default -> value.skip();
            }
        }

        private void function(String key, JsonCursor value) throws WireException {
            switch (key) {
                case "index" -> index = value.number(index);
                case "name" -> name = value.isString() ? value.string().value() : "";
                case "arguments" -> arguments = value.isObject() ? value.object() : null;
                default -> value.skip();
            }
        }

        void addTo(List<Mark> marks) {
            LaneId lane = new LaneId(0, LaneKind.TOOL_ARGS, "tool/" + index);
            marks.add(new Mark.Call(lane, id, name));
            Located at = arguments;
            if (at != null) {
                marks.add(new Mark.Text(lane, at.from(), at.to(), at.value(), true));
            }
        }
    }
}
