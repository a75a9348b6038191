package dev.errata.proxy.wire;

import dev.errata.logs.problem.Problem;
import dev.errata.proxy.wire.Frame.Mark;
import dev.errata.proxy.wire.JsonCursor.Located;
import dev.errata.rules.stream.LaneKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The completion wires: text after a prompt, or between two texts.
///
/// OpenAI's has its text in `choices[].text` and ends with `[DONE]`; llama-server's own has it in `content`, one object
/// for each result, and ends a result with `stop: true`. A document of several results is an array of them. The two
/// shapes are told apart by what is there and not by the path, since servers have swapped them: older ones of
/// llama.cpp spoke their own shape under `/v1` too.
///
/// A `content` that `response_fields` took away is no text and no error. `prompt`, `tokens`, `stopping_word` and the
/// lists of probabilities pass as they are. A piece that comes with its `tokens` is never divided or dropped, so that
/// they stay as many as they were.
///
/// **Source:** `wire.md` 1.5, 3.2 and 4.2.
public enum Completions implements Wire {
    /// OpenAI's text completions.
    OPENAI("openai-completions", LaneKind.TEXT),
    /// llama-server's `/completion` and `/completions`.
    LLAMA("llama-completion", LaneKind.TEXT),
    /// llama-server's `/infill`: code at the cursor.
    INFILL("llama-infill", LaneKind.CODE);

    private final String label;
    private final LaneKind kind;

    Completions(String label, LaneKind kind) {
        this.label = label;
        this.kind = kind;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public boolean completes() {
        return true;
    }

    @Override
    public int ends(RequestFacts facts) {
        return this == OPENAI ? 1 : facts.completion().results();
    }

    @Override
    public Frame event(byte[] bytes, int from, int to) throws WireException {
        return EventData.read(bytes, from, to, (start, end) -> {
            var found = new Findings(kind);
            JsonCursor.readAll(bytes, start, end, found::root);
            return found.frame();
        });
    }

    @Override
    public Frame document(byte[] bytes) throws WireException {
        var found = new Findings(kind);
        JsonCursor.readAll(bytes, 0, bytes.length, found::root);
        return found.frame();
    }

    @Override
    public byte[] failure(Problem problem, String message) {
        String json = new String(ErrorShape.OPENAI.body(502, problem, message), StandardCharsets.UTF_8);
        return ("data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /// What has been found so far in one frame.
    private static final class Findings {
        private final LaneKind kind;
        private final List<Mark> marks = new ArrayList<>();
        private @Nullable String model;
        private boolean error;
        private boolean more;
        private boolean stopped;
        private int results;
        private int texts;

        Findings(LaneKind kind) {
            this.kind = kind;
        }

        void root(JsonCursor at) throws WireException {
            if (at.isArray()) {
                at.elements(this::result);
            } else {
                result(at);
            }
        }

        private void result(JsonCursor at) throws WireException {
            var own = new Result(results);
            at.properties((name, value) -> {
                switch (name) {
                    case "content" -> own.text(value);
                    case "index" -> own.index = value.number(own.index);
                    case "stop" -> own.finished = value.isTrue();
                    case "choices" -> value.elements(this::choice);
                    case "model" -> model = value.isString() ? value.string().value() : model;
                    case "error" -> error |= value.skipSomething();
                    case "id",
                            "object",
                            "created",
                            "system_fingerprint",
                            "service_tier",
                            "obfuscation",
                            "id_slot",
                            "tokens_predicted",
                            "tokens_evaluated" -> value.skip();
                    default -> more |= value.skipSomething();
                }
            });
            stopped |= own.finished;
            add(own);
        }

        private void choice(JsonCursor at) throws WireException {
            var own = new Result(0);
            at.properties((name, value) -> {
                switch (name) {
                    case "text" -> own.text(value);
                    case "index" -> own.index = value.number(0);
                    case "finish_reason" -> own.finished = value.skipSomething();
                    default -> more |= value.skipSomething();
                }
            });
            add(own);
        }

        private void add(Result result) {
            Located text = result.text;
            if (text != null) {
                var lane = new LaneId(result.index, kind, "text");
                marks.add(new Mark.Text(lane, text.from(), text.to(), text.value()));
                texts++;
            }
            if (result.finished) {
                marks.add(new Mark.End(result.index));
            }
            more |= result.finished || result.more;
            results++;
        }

        Frame frame() {
            if (error) {
                marks.add(new Mark.EndAll());
            }
            boolean divisible = texts == 1 && !more && !error;
            return marks.isEmpty() && model == null ? Frame.SILENT : new Frame(marks, divisible, stopped, model);
        }
    }

    /// One result, or one choice. Its `index` may come after its text.
    private static final class Result {
        private int index;
        private @Nullable Located text;
        private boolean finished;
        private boolean more;

        /// @param place counts where there is no `index`
        Result(int place) {
            this.index = place;
        }

        void text(JsonCursor value) throws WireException {
            if (!value.isString()) {
                more |= value.skipSomething();
                return;
            }
            Located here = value.string();
            text = here.value().isEmpty() ? null : here;
        }
    }
}
