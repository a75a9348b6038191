package dev.errata.rules.stream;

import dev.errata.rules.text.Rewrite;
import java.util.List;
import java.util.Optional;

/// Rewrites one lane's text while it arrives, by the meaning in the design's section 2.4.
///
/// Raw text goes in by [#push], in any cuts; corrected text comes out by [#take], for raw ranges that are settled: no
/// continuation of the text can change what stands for them. What lies between [#settled] and [#received] is held.
///
/// **Thread:** confined to its exchange's event loop. **Units:** UTF-16 units of the lane's raw text.
public interface LaneRewriter {

    /// Appends the next piece of raw text. A piece may end inside a surrogate pair.
    ///
    /// @throws RuleFailure if a rule went beyond a limit that is to fail closed
    void push(CharSequence delta);

    /// Says that the text is complete: everything becomes settled. More pushes start again with the true left
    /// neighbour.
    void end();

    /// Raw units received so far.
    long received();

    /// Raw units whose correction is decided; never more than [#received].
    long settled();

    /// The largest cut at or before [#settled] at which Errata may split text that the server sent in one piece: not
    /// inside a
    /// surrogate pair or a grapheme.
    long safeCut();

    /// Takes the corrected text for the raw range from the last taken position up to `to`: the kept characters, and the
    /// replacement of every match that begins in that range.
    ///
    /// @throws IllegalArgumentException if `to` is before the last taken position or beyond [#settled]
    Corrected take(long to);

    /// Matches of shadow and detect-only rules that were decided since the last call.
    List<Rewrite> drainObserved();

    /// The rule that went beyond a limit, if one did: from its match on, everything is settled and passes unchanged.
    default Optional<RuleFailure> failure() {
        return Optional.empty();
    }

    /// What stands for a taken range.
    ///
    /// @param text what is sent for the taken range
    /// @param rewrites the matches that begin in it and changed something
    /// @param changed whether the text differs from the raw range, be it by a match that began before it
    record Corrected(String text, List<Rewrite> rewrites, boolean changed) {
        public Corrected {
            rewrites = List.copyOf(rewrites);
        }
    }
}
