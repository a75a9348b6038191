package dev.errata.proxy.wire;

import dev.errata.proxy.wire.Frame.Mark;
import dev.errata.proxy.wire.JsonCursor.Located;
import dev.errata.rules.stream.LaneKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An output item of the Responses wire: a message, a piece of reasoning, a call.
final class ResponseItem {

    /// Longest id that goes into a lane's name.
    private static final int LONGEST_ID = 128;

    private final List<Part> parts = new ArrayList<>();
    private String id = "";
    private String type = "";
    private String name = "";
    private @Nullable Located arguments;
    private @Nullable Located input;
    private int contents;
    private int summaries;

    /// A part of an item's content or summary.
    ///
    /// @param index its place
    /// @param text null if it has none, or an empty one
    record Part(int index, String type, @Nullable Located text) {

        static Part read(int index, JsonCursor at) throws WireException {
            var found = new Object() {
                String type = "";
                @Nullable Located text;
            };
            at.properties((key, value) -> {
                switch (key) {
                    case "type" -> found.type = word(value);
                    case "text" -> found.text = ResponseItem.text(value);
                    default -> value.skip();
                }
            });
            return new Part(index, found.type, found.text);
        }

        /// @param at its index if the place is given beside it
        void mark(List<Mark> marks, int group, String key, int at, boolean again) {
            switch (type) {
                case "output_text" -> told(marks, textLane(group, key, at), text, again);
                case "reasoning_text" -> told(marks, reasoningLane(group, key, at), text, again);
                case "summary_text" -> told(marks, summaryLane(group, key, at), text, again);
                default -> {}
            }
        }
    }

    static ResponseItem read(JsonCursor at) throws WireException {
        var item = new ResponseItem();
        at.properties(item::property);
        return item;
    }

    private void property(String key, JsonCursor value) throws WireException {
        switch (key) {
            case "id" -> id = word(value);
            case "type" -> type = word(value);
            case "name" -> name = word(value);
            case "arguments" -> arguments = text(value);
            case "input" -> input = text(value);
            case "content" -> value.elements(part -> parts.add(Part.read(contents++, part)));
            case "summary" -> value.elements(part -> parts.add(Part.read(summaries++, part)));
            default -> value.skip();
        }
    }

    /// What it means for lanes.
    ///
    /// @param place its key if it has no id
    /// @param again whether its texts have, or may have, come before
    void marks(List<Mark> marks, int group, String place, boolean again) {
        String key = key(id, place);
        switch (type) {
            case "function_call" -> {
                marks.add(new Mark.Call(callLane(group, key), "", name));
                told(marks, callLane(group, key), arguments, again);
            }
            case "custom_tool_call" -> {
                marks.add(new Mark.Call(inputLane(group, key), "", name, true));
                told(marks, inputLane(group, key), input, again);
            }
            default -> parts.forEach(part -> part.mark(marks, group, key, part.index, again));
        }
    }

    static void told(List<Mark> marks, LaneId lane, @Nullable Located at, boolean again) {
        if (at != null) {
            marks.add(
                    again
                            ? new Mark.Repeat(lane, at.from(), at.to(), at.value())
                            : new Mark.Text(lane, at.from(), at.to(), at.value()));
        }
    }

    static LaneId textLane(int group, String key, int part) {
        return lane(group, LaneKind.TEXT, "text", key, part);
    }

    static LaneId reasoningLane(int group, String key, int part) {
        return lane(group, LaneKind.REASONING, "reasoning", key, part);
    }

    static LaneId summaryLane(int group, String key, int part) {
        return lane(group, LaneKind.REASONING, "summary", key, part);
    }

    static LaneId callLane(int group, String key) {
        return lane(group, LaneKind.TOOL_ARGS, "tool", key, 0);
    }

    static LaneId inputLane(int group, String key) {
        return lane(group, LaneKind.TOOL_ARGS, "input", key, 0);
    }

    private static LaneId lane(int group, LaneKind kind, String channel, String key, int part) {
        String named = key.isEmpty() ? channel : channel + "/" + key;
        return new LaneId(group, kind, part == 0 ? named : named + "/" + part);
    }

    /// What tells an item's lanes from those of another item.
    static String key(String id, String place) {
        return id.isEmpty() ? place : id.substring(0, Math.min(id.length(), LONGEST_ID));
    }

    /// The key of an item without an id.
    static String keyAt(int place) {
        return place < 0 ? "" : "#" + place;
    }

    /// A string that is no text of the model, or an empty one.
    static String word(JsonCursor value) throws WireException {
        if (value.isString()) {
            return value.string().value();
        }
        value.skip();
        return "";
    }

    /// A string that may be one, or null if it is empty or none.
    static @Nullable Located text(JsonCursor value) throws WireException {
        if (!value.isString()) {
            value.skip();
            return null;
        }
        Located at = value.string();
        return at.value().isEmpty() ? null : at;
    }
}
