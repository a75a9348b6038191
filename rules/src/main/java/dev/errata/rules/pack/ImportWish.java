package dev.errata.rules.pack;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a pack is to come in.
///
/// @param mode the mode that every rule gets, null as the file says
/// @param onConflict what wins where a rule stands here with other content
/// @param each the same for single rules of the file, by number from 1; they go before
/// @param prune whether rules that the pack's newer version no longer has are removed
/// @param withInvalid whether rows that are no rules come in too, to be shown with their reasons
/// @param dryRun whether it is only asked what would happen
public record ImportWish(
        @Nullable String mode,
        Decision onConflict,
        Map<Integer, Decision> each,
        boolean prune,
        boolean withInvalid,
        boolean dryRun) {

    /// Nothing decided: a conflict or an invalid row changes nothing.
    public static final ImportWish CAREFUL =
            new ImportWish(null, Decision.UNDECIDED, Map.of(), false, false, false);

    public ImportWish {
        each = Map.copyOf(each);
    }

    /// What wins a conflict.
    public enum Decision {
        /// Nobody has said; then nothing is imported.
        UNDECIDED,
        /// The file's rule takes the place of ours, whose form stays in the history.
        FILE,
        /// Ours stays as it is.
        MINE
    }

    Decision decision(int number) {
        return each.getOrDefault(number, onConflict);
    }
}
