package dev.errata.desktop.shell;

import dev.errata.desktop.command.Command;
import dev.errata.desktop.fx.Copying;
import dev.errata.desktop.preferences.PreferencesViewModel;
import dev.errata.desktop.settings.Setting;
import dev.errata.desktop.status.DeskStatus;
import dev.errata.desktop.status.StatusViewModel;
import java.util.List;
import javafx.application.Platform;
import javafx.stage.Window;
import org.kordamp.ikonli.feather.Feather;

/// What can be done from every screen.
final class WindowCommands {
    private WindowCommands() {}

    static List<Command> of(StatusViewModel status, PreferencesViewModel preferences) {
        return List.of(
                Command.of("correction.toggle", Feather.POWER, "Shortcut+Shift+K", status::toggleCorrection),
                Command.of("correction.pause15", Feather.PAUSE, "", () -> status.pause(15)),
                Command.of("correction.pause60", Feather.PAUSE, "", () -> status.pause(60)),
                Command.of("listener.toggle", Feather.RADIO, "Shortcut+Shift+L", status::toggleListener),
                Command.of("address.copy", Feather.COPY, "Shortcut+Shift+C", () -> copy(status)),
                Command.of("theme.light", Feather.SUN, "", () -> preferences.store(Setting.THEME, "light")),
                Command.of("theme.dark", Feather.MOON, "", () -> preferences.store(Setting.THEME, "dark")),
                Command.of("theme.system", Feather.MONITOR, "", () -> preferences.store(Setting.THEME, "system")),
                Command.of("window.close", Feather.LOG_OUT, "Shortcut+Q", WindowCommands::close));
    }

    private static void copy(StatusViewModel status) {
        DeskStatus now = status.status().get();
        if (now != null) {
            Copying.text(now.url());
        }
    }

    private static void close() {
        Platform.runLater(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
    }
}
