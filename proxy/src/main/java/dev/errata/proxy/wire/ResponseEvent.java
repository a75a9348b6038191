package dev.errata.proxy.wire;

import dev.errata.proxy.wire.Frame.Mark;
import dev.errata.proxy.wire.JsonCursor.Located;
import dev.errata.proxy.wire.ResponseItem.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One event of the Responses wire. What its properties mean depends on its type, which may come last.
final class ResponseEvent {

    /// A stream is one response.
    private static final int GROUP = 0;

    private final List<Mark> marks = new ArrayList<>();
    private final List<ResponseItem> outputs = new ArrayList<>();
    private String type = "";
    private String itemId = "";
    private int output = -1;
    private int index;
    private @Nullable Located delta;
    private @Nullable Located text;
    private @Nullable Located arguments;
    private @Nullable Located input;
    private @Nullable Part part;
    private @Nullable ResponseItem item;
    private @Nullable String model;
    private boolean error;
    private boolean numbered;
    private boolean more;

    void root(JsonCursor at) throws WireException {
        at.properties((name, value) -> {
            switch (name) {
                case "type" -> type = ResponseItem.word(value);
                case "item_id" -> itemId = ResponseItem.word(value);
                case "output_index" -> output = value.number(-1);
                case "content_index", "summary_index" -> index = value.number(0);
                case "delta" -> delta = ResponseItem.text(value);
                case "text" -> text = ResponseItem.text(value);
                case "arguments" -> arguments = ResponseItem.text(value);
                case "input" -> input = ResponseItem.text(value);
                case "part" -> part = Part.read(0, value);
                case "item" -> item = ResponseItem.read(value);
                case "response" -> value.properties(this::response);
                case "error" -> error |= value.skipSomething();
                case "sequence_number" -> numbered = true;
                case "obfuscation" -> value.skip();
                default -> more |= value.skipSomething();
            }
        });
    }

    private void response(String name, JsonCursor value) throws WireException {
        switch (name) {
            case "model" -> model = value.isString() ? value.string().value() : model;
            case "output" -> value.elements(one -> outputs.add(ResponseItem.read(one)));
            default -> value.skip();
        }
    }

    Frame frame() {
        String place = ResponseItem.keyAt(output);
        String key = ResponseItem.key(itemId, place);
        boolean last = false;
        switch (type) {
            case "response.output_text.delta" -> told(ResponseItem.textLane(GROUP, key, index), delta, false);
            case "response.output_text.done" -> told(ResponseItem.textLane(GROUP, key, index), text, true);
            case "response.reasoning_text.delta" -> told(ResponseItem.reasoningLane(GROUP, key, index), delta, false);
            case "response.reasoning_text.done" -> told(ResponseItem.reasoningLane(GROUP, key, index), text, true);
            case "response.reasoning_summary_text.delta" ->
                told(ResponseItem.summaryLane(GROUP, key, index), delta, false);
            case "response.reasoning_summary_text.done" ->
                told(ResponseItem.summaryLane(GROUP, key, index), text, true);
            case "response.function_call_arguments.delta" -> called(key, delta, false);
            case "response.function_call_arguments.done" -> called(key, arguments, true);
            case "response.custom_tool_call_input.delta" -> given(key, delta, false);
            case "response.custom_tool_call_input.done" -> given(key, input, true);
            case "response.content_part.added", "response.reasoning_summary_part.added" -> part(key, false);
            case "response.content_part.done", "response.reasoning_summary_part.done" -> part(key, true);
            case "response.output_item.added" -> item(place, false);
            case "response.output_item.done" -> item(place, true);
            case "response.refusal.delta", "response.refusal.done" -> marks.add(new Mark.Other(GROUP));
            case "response.completed", "response.incomplete", "response.failed" -> {
                int at = 0;
                for (ResponseItem one : outputs) {
                    one.marks(marks, GROUP, ResponseItem.keyAt(at++), true);
                }
                marks.add(new Mark.EndAll());
                last = true;
            }
            case "error" -> marks.add(new Mark.EndAll());
            default -> {
                if (error) {
                    marks.add(new Mark.EndAll());
                }
            }
        }
        if (marks.isEmpty() && model == null) {
            return Frame.SILENT;
        }
        boolean told = marks.stream().anyMatch(Mark.Text.class::isInstance);
        boolean divisible = type.endsWith(".delta") && told && !numbered && !more && !error;
        return new Frame(marks, divisible, last, model);
    }

    private void told(LaneId lane, @Nullable Located at, boolean again) {
        ResponseItem.told(marks, lane, at, again);
    }

    private void called(String key, @Nullable Located at, boolean again) {
        LaneId lane = ResponseItem.callLane(GROUP, key);
        marks.add(new Mark.Call(lane, "", ""));
        told(lane, at, again);
    }

    private void given(String key, @Nullable Located at, boolean again) {
        LaneId lane = ResponseItem.inputLane(GROUP, key);
        marks.add(new Mark.Call(lane, "", "", true));
        told(lane, at, again);
    }

    /// A part begins, which ends those before it, or ends.
    private void part(String key, boolean again) {
        if (!again) {
            marks.add(new Mark.Other(GROUP));
        }
        if (part != null) {
            part.mark(marks, GROUP, key, index, again);
        }
    }

    private void item(String place, boolean again) {
        if (!again) {
            marks.add(new Mark.Other(GROUP));
        }
        if (item != null) {
            item.marks(marks, GROUP, place, again);
        }
    }
}
