package dev.errata.desktop;

import dev.errata.desktop.cli.StopSignal;
import dev.errata.desktop.desk.Desk;
import dev.errata.desktop.review.ReviewDesk;

/// Shows the window and returns when it was closed.
@FunctionalInterface
interface WindowOpener {

    /// Shows it; blocks.
    ///
    /// @param review what proposals are reviewed with
    /// @param stop closes the window when it is requested
    /// @return what stood in the way, empty if the window was open
    String open(Desk desk, ReviewDesk review, StopSignal stop);
}
