package dev.errata.proxy.wire;

import dev.errata.logs.problem.Problem;
import dev.errata.proxy.wire.Frame.Mark;
import dev.errata.proxy.wire.JsonCursor.Located;
import dev.errata.rules.stream.LaneKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The Anthropic Messages wire: content blocks, each announced, told in deltas and closed; in a whole answer
/// `content[]`.
///
/// A block is a group of lanes, by its index: `text`, `thinking`, and the `input` of a call as JSON text. Blocks follow
/// one another, but llama-server closes all of them only at the end, so a block that speaks completes the texts before
/// it.
///
/// | not changed | why |
/// |---|---|
/// | a thinking block whose start names a `signature`, or whose whole text has one | it is signed as the model wrote it
/// |
/// | inputs of other calls than `tool_use` | the server has made these calls itself by the time they are shown |
/// | results of tools, citations, `redacted_thinking`, `ping`, errors | no text of the model, or none to be read |
///
/// A signature that comes unannounced after its thinking comes too late; if rules have changed that thinking by then,
/// the exchange's note says so.
///
/// **Source:** `wire.md` 1.5, 3.4; anthropic-sdk-typescript `messages.ts`, `streaming.ts`.
public enum AnthropicMessages implements Wire {
    WIRE;

    @Override
    public String label() {
        return "anthropic-messages";
    }

    @Override
    public Frame event(byte[] bytes, int from, int to) throws WireException {
        var found = new Event();
        JsonCursor.readAll(bytes, from, to, at -> at.properties(found::part));
        return found.frame();
    }

    @Override
    public Frame document(byte[] bytes) throws WireException {
        var message = new Message();
        JsonCursor.readAll(bytes, 0, bytes.length, at -> at.properties(message::part));
        if (!message.hasContent) {
            throw new WireException("no content");
        }
        return new Frame(message.marks, false, false, message.model);
    }

    @Override
    public byte[] failure(Problem problem, String message) {
        String json = new String(ErrorShape.ANTHROPIC.body(502, problem, message), StandardCharsets.UTF_8);
        return ("event: error\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private static LaneId text(int block) {
        return new LaneId(block, LaneKind.TEXT, "text");
    }

    private static LaneId thinking(int block) {
        return new LaneId(block, LaneKind.REASONING, "thinking");
    }

    private static LaneId tool(int block) {
        return new LaneId(block, LaneKind.TOOL_ARGS, "tool");
    }

    private static @Nullable Located located(JsonCursor value) throws WireException {
        Located at = value.isString() ? value.string() : null;
        return at == null || at.value().isEmpty() ? null : at;
    }

    private static String word(JsonCursor value) throws WireException {
        return value.isString() ? value.string().value() : "";
    }

    private static Mark mark(LaneId lane, Located at) {
        return new Mark.Text(lane, at.from(), at.to(), at.value());
    }

    /// One event.
    private static final class Event {
        private final Block block = new Block();
        private final Delta delta = new Delta();
        private final Message message = new Message();
        private String type = "";
        private int index;
        private boolean failed;
        private boolean more;

        void part(String name, JsonCursor value) throws WireException {
            switch (name) {
                case "type" -> type = word(value);
                case "index" -> index = value.number(0);
                case "content_block" -> value.properties(block::part);
                case "delta" -> value.properties(delta::part);
                case "message" -> value.properties(message::part);
                // llama-server sends an error as it is, without the envelope that says so.
                case "error", "code" -> failed |= value.skipSomething();
                default -> more |= value.skipSomething();
            }
        }

        Frame frame() {
            var marks = new ArrayList<Mark>(3);
            switch (type) {
                case "message_start" -> {
                    return new Frame(message.marks, false, false, message.model);
                }
                case "content_block_start" -> block.addTo(marks, index, true);
                case "content_block_delta" -> {
                    marks.add(new Mark.Turn(index));
                    delta.addTo(marks, index);
                    return new Frame(marks, delta.texts == 1 && !delta.more && !more && !failed, false, null);
                }
                case "content_block_stop" -> marks.add(new Mark.End(index));
                case "message_delta", "error" -> marks.add(new Mark.EndAll());
                case "message_stop" -> {
                    return Frame.LAST;
                }
                default -> {
                    if (failed) {
                        marks.add(new Mark.EndAll());
                    }
                }
            }
            return marks.isEmpty() ? Frame.SILENT : new Frame(marks, false, false, null);
        }
    }

    /// What an event adds to a block.
    private static final class Delta {
        private @Nullable Located text;
        private @Nullable Located thinking;
        private @Nullable Located input;
        private boolean signature;
        private boolean more;
        private int texts;

        void part(String name, JsonCursor value) throws WireException {
            switch (name) {
                case "type" -> value.skip();
                case "text" -> text = located(value);
                case "thinking" -> thinking = located(value);
                case "partial_json" -> input = located(value);
                case "signature" -> signature = value.skipSomething();
                default -> more |= value.skipSomething();
            }
        }

        void addTo(List<Mark> marks, int index) {
            add(marks, text(index), text);
            add(marks, thinking(index), thinking);
            add(marks, tool(index), input);
            if (signature) {
                more = true;
                marks.add(new Mark.Keep(thinking(index)));
                marks.add(new Mark.Other(index));
            }
        }

        private void add(List<Mark> marks, LaneId lane, @Nullable Located at) {
            if (at != null) {
                texts++;
                marks.add(mark(lane, at));
            }
        }
    }

    /// A block, as its start or a whole answer has it.
    private static final class Block {
        private String type = "";
        private String id = "";
        private String name = "";
        private @Nullable Located text;
        private @Nullable Located thinking;
        private @Nullable Located input;
        private boolean signable;
        private boolean signature;

        void part(String key, JsonCursor value) throws WireException {
            switch (key) {
                case "type" -> type = word(value);
                case "id" -> id = word(value);
                case "name" -> name = word(value);
                case "text" -> text = located(value);
                case "thinking" -> thinking = located(value);
                case "signature" -> {
                    signable = true;
                    signature = value.skipSomething();
                }
                case "input" -> {
                    Located object = value.isObject() ? value.object() : null;
                    boolean empty = object == null
                            || object.value()
                                    .substring(1, object.value().length() - 1)
                                    .isBlank();
                    input = empty ? null : object;
                }
                default -> value.skip();
            }
        }

        void addTo(List<Mark> marks, int index, boolean start) {
            marks.add(new Mark.Turn(index));
            switch (type) {
                case "text" -> {
                    if (text != null) {
                        marks.add(mark(text(index), text));
                    }
                }
                case "thinking" -> {
                    if (start ? signable : signature) {
                        marks.add(new Mark.Keep(thinking(index)));
                    }
                    if (thinking != null) {
                        marks.add(mark(thinking(index), thinking));
                    }
                }
                case "tool_use" -> {
                    marks.add(new Mark.Call(tool(index), id, name));
                    if (input != null) {
                        marks.add(new Mark.Text(tool(index), input.from(), input.to(), input.value(), true));
                    }
                }
                default -> {
                    if (type.endsWith("_tool_use")) {
                        marks.add(new Mark.Keep(tool(index)));
                    }
                }
            }
        }
    }

    /// A whole answer, or the beginning of a streamed one.
    private static final class Message {
        private final List<Mark> marks = new ArrayList<>();
        private @Nullable String model;
        private boolean hasContent;
        private int blocks;

        void part(String name, JsonCursor value) throws WireException {
            switch (name) {
                case "model" -> model = value.isString() ? value.string().value() : null;
                case "content" -> {
                    hasContent |= value.isArray();
                    value.elements(this::block);
                }
                case "error" -> hasContent |= value.skipSomething();
                default -> value.skip();
            }
        }

        private void block(JsonCursor at) throws WireException {
            var block = new Block();
            at.properties(block::part);
            block.addTo(marks, blocks++, false);
        }
    }
}
