package dev.errata.desktop.shell;

import dev.errata.desktop.desk.Desk;
import dev.errata.desktop.manual.ManualTopic;
import dev.errata.desktop.packs.FileChoice;
import dev.errata.desktop.review.ReviewDesk;
import dev.errata.rules.RuleRow;
import dev.errata.rules.trial.Trial;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// What the window is made of.
///
/// @param trial runs one row on a text with the proxy's engine, whatever the row's mode
/// @param manual the pages of the help, in order
/// @param files asks for files to read and write
/// @param review what the Review screen works with; null for a window without that screen
public record WindowParts(
        Desk desk,
        BiFunction<RuleRow, String, Trial> trial,
        List<ManualTopic> manual,
        InstantSource clock,
        FileChoice files,
        @Nullable ReviewDesk review) {
    public WindowParts {
        manual = List.copyOf(manual);
    }

    /// With the platform's own dialogs for files.
    public WindowParts(
            Desk desk, BiFunction<RuleRow, String, Trial> trial, List<ManualTopic> manual, InstantSource clock) {
        this(desk, trial, manual, clock, FileChoice.ofPlatform(), null);
    }

    /// The same with a Review screen.
    public WindowParts with(ReviewDesk wanted) {
        return new WindowParts(desk, trial, manual, clock, files, wanted);
    }
}
