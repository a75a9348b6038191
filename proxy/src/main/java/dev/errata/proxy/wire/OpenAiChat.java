package dev.errata.proxy.wire;

import dev.errata.logs.problem.Problem;
import dev.errata.proxy.wire.Frame.Mark;
import dev.errata.proxy.wire.JsonCursor.Located;
import dev.errata.rules.stream.LaneKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The OpenAI chat wire: `choices[].delta` in events, `choices[].message` in a whole answer.
///
/// Text is `content`; reasoning is `reasoning_content` (llama.cpp, DeepSeek) or `reasoning` (LM Studio, vLLM,
/// OpenRouter). The arguments of each tool call, and of the old `function_call`, are a lane of JSON text, the input of
/// a `custom` one a lane of plain text; a call whose arguments are no string, `refusal` and `audio` pass as they are.
/// All of these end the texts before them: channels of one choice follow one another. An empty or null text is no text:
/// several servers send `"content":null` beside each piece of reasoning.
///
/// **Source:** `wire.md` 1.5 and 3.1; openai-node `chat/completions.ts`.
public enum OpenAiChat implements Wire {
    WIRE;

    @Override
    public String label() {
        return "openai-chat";
    }

    @Override
    public Frame event(byte[] bytes, int from, int to) throws WireException {
        return EventData.read(bytes, from, to, (start, end) -> {
            var found = new Findings("delta");
            JsonCursor.readAll(bytes, start, end, found::root);
            return found.frame();
        });
    }

    @Override
    public Frame document(byte[] bytes) throws WireException {
        var found = new Findings("message");
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
        private final String holder;
        private final List<Mark> marks = new ArrayList<>();
        private @Nullable String model;
        private boolean error;
        private boolean more;
        private int choices;
        private int texts;

        Findings(String holder) {
            this.holder = holder;
        }

        void root(JsonCursor at) throws WireException {
            at.properties((name, value) -> {
                switch (name) {
                    case "choices" -> choices += value.elements(this::choice);
                    case "model" -> model = value.isString() ? value.string().value() : model;
                    case "error" -> error |= value.skipSomething();
                    case "id", "object", "created", "system_fingerprint", "service_tier", "obfuscation" -> value.skip();
                    default -> more |= value.skipSomething();
                }
            });
        }

        private void choice(JsonCursor at) throws WireException {
            var choice = new Choice();
            at.properties((name, value) -> {
                switch (name) {
                    case "index" -> choice.index = value.number(0);
                    case "finish_reason" -> choice.finished = value.skipSomething();
                    default -> {
                        if (name.equals(holder)) {
                            value.properties(choice::part);
                        } else {
                            more |= value.skipSomething();
                        }
                    }
                }
            });
            choice.parts.forEach(part -> marks.add(part.mark(choice.index)));
            if (choice.finished) {
                marks.add(new Mark.End(choice.index));
            }
            texts += choice.texts;
            more |= choice.finished || choice.more;
        }

        Frame frame() {
            if (error) {
                marks.add(new Mark.EndAll());
            }
            boolean divisible = texts == 1 && choices == 1 && !more && !error;
            return marks.isEmpty() && model == null ? Frame.SILENT : new Frame(marks, divisible, false, model);
        }
    }

    /// A mark whose choice is not known yet: `index` may come after the text.
    private interface Part {
        Mark mark(int group);
    }

    /// One choice of a frame.
    private static final class Choice {
        private final List<Part> parts = new ArrayList<>();
        private int index;
        private boolean finished;
        private boolean more;
        private int texts;
        private int calls;

        void part(String name, JsonCursor value) throws WireException {
            switch (name) {
                case "content" -> text(LaneKind.TEXT, "text", value);
                case "reasoning_content", "reasoning" -> text(LaneKind.REASONING, name, value);
                case "role" -> more |= value.skipSomething();
                case "tool_calls" -> value.elements(this::toolCall);
                case "function_call" -> {
                    if (value.isObject()) {
                        var call = new Call(-1);
                        value.properties(call::function);
                        add(call);
                    }
                }
                // Another channel: what was said before is complete.
                case "refusal", "audio" -> {
                    if (value.skipSomething()) {
                        more = true;
                        parts.add(Mark.Other::new);
                    }
                }
                // Something that goes along with the text and says nothing of where it ends.
                default -> more |= value.skipSomething();
            }
        }

        /// In a whole answer calls have no index but their place.
        private void toolCall(JsonCursor at) throws WireException {
            var call = new Call(calls++);
            at.properties(call::part);
            add(call);
        }

        private void add(Call call) {
            more |= call.more;
            if (!call.understood) {
                more = true;
                parts.add(Mark.Other::new);
                return;
            }
            parts.add(group -> new Mark.Call(call.lane(group), call.id, call.name, call.plain));
            Located arguments = call.arguments;
            if (arguments != null && !arguments.value().isEmpty()) {
                texts++;
                parts.add(
                        group -> new Mark.Text(call.lane(group), arguments.from(), arguments.to(), arguments.value()));
            }
        }

        private void text(LaneKind kind, String channel, JsonCursor value) throws WireException {
            if (!value.isString()) {
                more |= value.skipSomething();
                return;
            }
            Located at = value.string();
            if (!at.value().isEmpty()) {
                texts++;
                parts.add(group -> new Mark.Text(new LaneId(group, kind, channel), at.from(), at.to(), at.value()));
            }
        }
    }
    /// One tool call of a frame.
    private static final class Call {
        private int index;
        private String id = "";
        private String name = "";
        private @Nullable Located arguments;
        private boolean understood;
        private boolean plain;
        private boolean more;

        /// @param index its place, or -1 for the old form, of which a choice has one
        Call(int index) {
            this.index = index;
        }

        LaneId lane(int group) {
            return new LaneId(group, LaneKind.TOOL_ARGS, index < 0 ? "function_call" : "tool/" + index);
        }

        void part(String key, JsonCursor value) throws WireException {
            switch (key) {
                case "index" -> index = value.number(index);
                case "id" -> {
                    id = value.isString() ? value.string().value() : "";
                    more |= value.skipSomething();
                }
                case "function" -> value.properties(this::function);
                case "custom" -> {
                    plain = true;
                    value.properties(this::function);
                }
                default -> more |= value.skipSomething();
            }
        }

        void function(String key, JsonCursor value) throws WireException {
            understood = true;
            switch (key) {
                case "name" -> {
                    name = value.isString() ? value.string().value() : "";
                    more |= value.skipSomething();
                }
                case "arguments", "input" -> {
                    if (value.isString() && plain == key.equals("input")) {
                        arguments = value.string();
                    } else {
                        more |= value.skipSomething();
                    }
                }
                default -> more |= value.skipSomething();
            }
        }
    }
}
