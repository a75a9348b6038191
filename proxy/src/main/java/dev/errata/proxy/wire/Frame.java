package dev.errata.proxy.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a codec found in one frame: an event's JSON, or a whole body.
///
/// @param marks what concerns lanes, in the order in which it counts
/// @param divisible whether the frame holds one text and nothing else that a client could miss or see twice: it may be
///     sent in parts, each a copy with its part of the text, or not at all if no text is left
/// @param terminal whether clients take this frame as the end of the answer, or of one of as many results as
///     [Wire#ends] tells
/// @param model the model's name as this frame gives it, or null
public record Frame(List<Mark> marks, boolean divisible, boolean terminal, @Nullable String model) {

    /// A frame that carries no text and ends nothing.
    public static final Frame SILENT = new Frame(List.of(), false, false, null);

    /// The end of the answer.
    public static final Frame LAST = new Frame(List.of(new Mark.EndAll()), false, true, null);

    public Frame {
        marks = List.copyOf(marks);
    }

    /// One thing in a frame that concerns lanes.
    public sealed interface Mark {

        /// A lane's next piece of text.
        ///
        /// @param from first byte of the string's inside, after its quote, counted from the array's beginning
        /// @param to byte of the closing quote
        /// @param value the decoded string, never empty
        /// @param json whether it is no string but an object that stands in the frame as it is, as some wires carry the
        ///     arguments of a call: then `from` and `to` bound all of it, and `value` is its JSON text
        record Text(LaneId lane, int from, int to, String value, boolean json) implements Mark {

            /// The inside of a string.
            public Text(LaneId lane, int from, int to, String value) {
                this(lane, from, to, value, false);
            }
        }

        /// All of a lane's text once more, as done events tell it. The lane is complete.
        ///
        /// The client gets what it was sent of the lane. If the lane has had no text yet, this is its text; if it had
        /// another one, the rules are applied to this one for itself.
        ///
        /// @param from first byte of the string's inside, or of the object
        /// @param to byte of the closing quote, or after the object
        /// @param value the decoded string, or the object's JSON text; never empty
        /// @param json whether it is an object, as in [Text]
        record Repeat(LaneId lane, int from, int to, String value, boolean json) implements Mark {

            /// The inside of a string.
            public Repeat(LaneId lane, int from, int to, String value) {
                this(lane, from, to, value, false);
            }
        }

        /// A tool call begins, or goes on.
        ///
        /// @param lane of its arguments
        /// @param id as the server gives it, which often comes in the first frame alone; else empty
        /// @param name the tool's, which often comes in the first frame alone; else empty
        /// @param plain whether it has one plain text for its input, and no arguments as JSON
        record Call(LaneId lane, String id, String name, boolean plain) implements Mark {

            /// A call with arguments.
            public Call(LaneId lane, String id, String name) {
                this(lane, id, name, false);
            }
        }

        /// The group speaks on a channel that is no lane.
        record Other(int group) implements Mark {}

        /// A group speaks, or begins to: groups follow one another on this wire, so the texts of all others are
        /// complete.
        record Turn(int group) implements Mark {}

        /// A lane's text has to reach the client as the model wrote it.
        record Keep(LaneId lane) implements Mark {}

        /// The lanes of a group are complete: the choice is finished.
        record End(int group) implements Mark {}

        /// All lanes are complete.
        record EndAll() implements Mark {}
    }
}
