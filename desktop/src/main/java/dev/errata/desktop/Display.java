package dev.errata.desktop;

import dev.errata.desktop.cli.StopSignal;
import dev.errata.desktop.desk.Desk;

/// Opens the window on the display. Only this class leads to JavaFX, so that no command loads it.
final class Display implements WindowOpener {
    @Override
    public String open(Desk desk, StopSignal stop) {
        stop.await();
        return "";
    }
}
