package dev.errata.desktop.desk;

import dev.errata.desktop.settings.SetResult;
import dev.errata.desktop.settings.Setting;
import dev.errata.desktop.settings.Settings;
import dev.errata.logs.blob.RawTexts;
import dev.errata.logs.read.JournalReader;
import dev.errata.proxy.ProxyServer;
import dev.errata.proxy.ProxyServer.ListenResult;
import dev.errata.rules.correction.CorrectionSwitch;
import dev.errata.rules.store.RuleBook;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// What lies on the desk of the person who owns a home: everything the window shows and every lever it has.
///
/// The window looks down by taking snapshots from here; nothing here calls up. A setting is changed by
/// [Settings#set]; what follows from it (another port, another level) is in force when that returns or at the latest a
/// second later.
///
/// **Thread:** [#servers], [#correctionsToday], [#messages], [#version] and [#home] from any thread, cheap; the
/// commands may
/// block for seconds, so not from the FX thread; for the services see their own types.
public interface Desk {

    /// The rules in force and the table behind them.
    RuleBook rules();

    /// The one switch for all correction.
    CorrectionSwitch correction();

    /// The proxy: its listener, its exchanges. Use [#listen], [#stopListening] and [#useUpstream] to change it, so that
    /// the
    /// change is journalled and survives a restart.
    ProxyServer proxy();

    /// The journal, for reading.
    JournalReader audit();

    /// The home's settings.
    Settings settings();

    /// The model server in use and those that could be used instead.
    ModelServersView servers();

    /// Starts to listen, or moves to another port; kept and journalled. On anything but `Listening` the old listener
    /// goes on.
    ListenResult listen(int port);

    /// Stops to listen; kept and journalled. Exchanges that are under way go on.
    void stopListening();

    /// Sends new exchanges to another model server; kept and journalled. Its own practice server may be named by the
    /// address
    /// that [#servers] gives for it.
    SetResult useUpstream(URI address);

    /// Changes a setting and puts it into force.
    default SetResult set(Setting setting, String value) {
        return settings().set(setting, value);
    }

    /// Who may use the port.
    default PortState port() {
        var listener = proxy().listener();
        return new PortState(
                listener.host(),
                listener.exposed(),
                "",
                false,
                0,
                listener.exposed(),
                settings().value(Setting.CAPTURE_LEVEL));
    }

    /// The texts of exchanges that are kept on disk.
    default RawTexts.Status texts() {
        return RawTexts.NONE.status();
    }

    /// Deletes the texts of exchanges that are kept, in memory and on disk; journalled. The journal keeps its records.
    default RawTexts.Cleared clearTexts() {
        return RawTexts.NONE.clear();
    }

    /// Matches that were corrected since midnight of the local day.
    long correctionsToday();

    /// Tokens that were used since midnight of the local day.
    default long tokensToday() {
        return 0;
    }

    /// Errata's version.
    String version();

    /// The home folder.
    Path home();

    /// What a person should know about how the home was found, in order; empty if all is well.
    List<StartMessage> messages();
}
