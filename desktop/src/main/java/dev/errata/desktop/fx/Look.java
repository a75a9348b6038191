package dev.errata.desktop.fx;

import java.util.Optional;

/// A look at the floors below: reads a snapshot and hands back what to change on the screen.
public interface Look {

    /// Called on a worker, never on the FX thread. Empty if nothing is new.
    ///
    /// @return what to do on the FX thread
    Optional<Runnable> look();
}
