package dev.errata.rules.stream;

/// What a lane's rewriter was made for: enough to make the same one again from the kept raw text.
///
/// @param subject what [LaneForm] says of its form, empty if nothing
public record LaneSource(LaneForm form, String subject) {

    /// A lane that needs no subject.
    public static LaneSource of(LaneForm form) {
        return new LaneSource(form, "");
    }
}
