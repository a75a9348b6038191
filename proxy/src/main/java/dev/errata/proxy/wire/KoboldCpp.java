package dev.errata.proxy.wire;

import dev.errata.logs.problem.Problem;
import dev.errata.proxy.wire.Frame.Mark;
import dev.errata.proxy.wire.JsonCursor.Located;
import dev.errata.rules.stream.LaneKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// KoboldCpp's own wire: `token` in the events of `/api/extra/generate/stream`, `results[].text` in the whole answer of
/// `/api/v1/generate` and in `/api/extra/generate/check`.
///
/// A check tells the text so far, again and again; each is an answer of its own and is rewritten as a whole, so that
/// its end is taken as the end of the text.
///
/// **Source:** `wire.md` 2.3; koboldcpp `koboldcpp.py`.
public enum KoboldCpp implements Wire {
    WIRE;

    /// Tells the text so far.
    static final String CHECK = "/api/extra/generate/check";

    @Override
    public String label() {
        return "koboldcpp";
    }

    @Override
    public Frame event(byte[] bytes, int from, int to) throws WireException {
        var found = new Token();
        JsonCursor.readAll(bytes, from, to, at -> at.properties(found::part));
        return found.frame();
    }

    @Override
    public Frame document(byte[] bytes) throws WireException {
        var found = new Results();
        JsonCursor.readAll(bytes, 0, bytes.length, at -> at.properties(found::part));
        return found.frame();
    }

    @Override
    public byte[] failure(Problem problem, String message) {
        String json = new String(ErrorShape.OPENAI.body(502, problem, message), StandardCharsets.UTF_8);
        return ("event: error\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Mark mark(int group, Located at) {
        return new Mark.Text(new LaneId(group, LaneKind.TEXT, "text"), at.from(), at.to(), at.value());
    }

    private static @Nullable Located located(JsonCursor value) throws WireException {
        Located at = value.isString() ? value.string() : null;
        return at == null || at.value().isEmpty() ? null : at;
    }

    /// One event.
    private static final class Token {
        private @Nullable Located token;
        private boolean finished;
        private boolean failed;
        private boolean more;

        void part(String name, JsonCursor value) throws WireException {
            switch (name) {
                case "token" -> token = located(value);
                case "finish_reason" -> finished = value.skipSomething();
                case "error" -> failed = value.skipSomething();
                default -> more |= value.skipSomething();
            }
        }

        Frame frame() {
            var marks = new ArrayList<Mark>(2);
            Located at = token;
            if (at != null) {
                marks.add(mark(0, at));
            }
            if (finished || failed) {
                marks.add(new Mark.EndAll());
            }
            boolean divisible = at != null && !more && !finished && !failed;
            return marks.isEmpty() ? Frame.SILENT : new Frame(marks, divisible, finished, null);
        }
    }

    /// A whole answer.
    private static final class Results {
        private final List<Mark> marks = new ArrayList<>();
        private boolean known;
        private int results;

        void part(String name, JsonCursor value) throws WireException {
            if (name.equals("results")) {
                known |= value.isArray();
                value.elements(at -> {
                    at.properties(this::result);
                    results++;
                });
            } else {
                value.skip();
            }
        }

        private void result(String name, JsonCursor value) throws WireException {
            Located at = name.equals("text") ? located(value) : null;
            if (at == null) {
                value.skip();
            } else {
                marks.add(mark(results, at));
            }
        }

        Frame frame() throws WireException {
            if (!known) {
                throw new WireException("no results");
            }
            return marks.isEmpty() ? Frame.SILENT : new Frame(marks, false, false, null);
        }
    }
}
