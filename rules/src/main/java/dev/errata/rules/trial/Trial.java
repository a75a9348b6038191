package dev.errata.rules.trial;

import dev.errata.rules.text.Rewrite;
import java.util.List;

/// What rules do to a text: the same engine as in the proxy, fed at once.
///
/// @param corrected the text a client would receive
/// @param rewrites what was changed
/// @param observed what shadow and detect-only rules matched
public record Trial(String raw, String corrected, List<Rewrite> rewrites, List<Rewrite> observed) {
    public Trial {
        rewrites = List.copyOf(rewrites);
        observed = List.copyOf(observed);
    }
}
