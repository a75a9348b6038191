package dev.errata.logs.blob;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the model said in one exchange, before any correction, and what is needed to make its rewriters again.
///
/// **Units:** texts are UTF-16, halves of surrogate pairs included, so that the journal's spans fit.
///
/// @param exchange its id
/// @param at when it began
/// @param client the client's name
/// @param wire the wire's name
/// @param model the model's name, null if nobody named one
/// @param guarded the guards that the request raised, by name, for instance `json`
/// @param lanes in order of first appearance, which the hashes depend on
public record RawText(
        String exchange,
        Instant at,
        String client,
        String wire,
        @Nullable String model,
        List<String> guarded,
        List<Lane> lanes) {
    public RawText {
        guarded = List.copyOf(guarded);
        lanes = List.copyOf(lanes);
    }

    /// One text stream.
    ///
    /// @param lane its name, for instance `0/text`
    /// @param form what its rewriter was made for, by name
    /// @param subject what the form says of it, empty if nothing
    public record Lane(String lane, String form, String subject, String text) {}
}
