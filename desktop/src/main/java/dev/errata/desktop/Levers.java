package dev.errata.desktop;

import dev.errata.desktop.desk.StartMessage.Weight;
import dev.errata.desktop.diagnostics.Diagnostics;
import dev.errata.desktop.settings.SetResult;
import dev.errata.desktop.settings.Setting;
import dev.errata.desktop.settings.Settings;
import dev.errata.logs.blob.RawTexts;
import dev.errata.logs.event.Event;
import dev.errata.logs.event.SystemEvent;
import dev.errata.logs.journal.Journal;
import dev.errata.logs.problem.ApiProblem;
import dev.errata.logs.problem.HomeProblem;
import dev.errata.proxy.ProxyServer;
import dev.errata.proxy.ProxyServer.ListenResult;
import dev.errata.proxy.ProxyServer.ListenerStatus;
import dev.errata.proxy.ProxyServer.Listening;
import dev.errata.proxy.ProxyServer.PortTaken;
import dev.errata.proxy.ProxyServer.Refused;
import dev.errata.proxy.upstream.Upstream;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/// Every change of a running service: done, kept, journalled and told, one at a time.
///
/// A change that a person makes here is kept in the settings; a setting that changes is put into force here. The two
/// would
/// chase each other if a change were done twice: [#applySettings] therefore does nothing where the service is already
/// so.
///
/// **Thread:** any that may block.
final class Levers {
    private final ProxyServer proxy;
    private final Settings settings;
    private final UpstreamChoice choice;
    private final Journal journal;
    private final Messages messages;
    private final RawTexts raw;
    private final Tracing tracing;
    private final PortLever port;
    private final Consumer<String> tell;

    /// @param tell takes the API's address, empty while nobody listens
    Levers(
            ProxyServer proxy,
            Settings settings,
            UpstreamChoice choice,
            Journal journal,
            Messages messages,
            RawTexts raw,
            Tracing tracing,
            PortLever port,
            Consumer<String> tell) {
        this.proxy = proxy;
        this.settings = settings;
        this.choice = choice;
        this.journal = journal;
        this.messages = messages;
        this.raw = raw;
        this.tracing = tracing;
        this.port = port;
        this.tell = tell;
    }

    /// Looks for changes that nobody tells of.
    void look() {
        settings.refresh();
        applySettings();
        port.look();
    }

    /// The ports that Errata itself has, so that it never becomes its own model server.
    Set<Integer> ownPorts() {
        ListenerStatus listener = proxy.listener();
        return listener.listening() ? Set.of(listener.port()) : Set.of();
    }

    /// Listens without keeping it in the settings.
    synchronized ListenResult open(String host, int port, String channel) {
        ListenResult result = proxy.listen(host, port);
        switch (result) {
            case Listening(String at, int open) -> {
                tell.accept(address(proxy.listener()));
                // Only now is it known which address would be Errata itself.
                applyTable(proxy.upstream());
                messages.settle("listener.refused");
                note(new SystemEvent.ListenerChanged("listening", at + ":" + open, channel));
            }
            case PortTaken(String at, int taken) -> {
                note(new SystemEvent.ListenerChanged("refused", at + ":" + taken, channel));
            }
            case Refused(String reason) -> {
                note(new SystemEvent.ListenerChanged("refused", host + ":" + port, channel));
            }
        }
        return result;
    }

    synchronized ListenResult listen(int port, String channel) {
        ListenResult result = open(settings.value(Setting.HOST), port, channel);
        if (result instanceof Listening) {
            keep(Setting.PORT, Integer.toString(port), channel);
            keep(Setting.LISTENER, "true", channel);
        }
        return result;
    }

    synchronized void stopListening(String channel) {
        ListenerStatus listener = proxy.listener();
        if (listener.listening()) {
            proxy.stopListening();
            tell.accept("");
            note(new SystemEvent.ListenerChanged("stopped", listener.host() + ":" + listener.port(), channel));
        }
        keep(Setting.LISTENER, "false", channel);
    }

    synchronized SetResult useUpstream(URI address, String channel) {
        if (!choice.isPractice(address)) {
            var canonical =
                    Setting.UPSTREAM.kind().canonical(address.toString()).filter(text -> !text.isEmpty());
            if (canonical.isEmpty()) {
                return new SetResult.Refused("'" + address + "' is no model server's address; it takes "
                        + Setting.UPSTREAM.kind().bounds() + ".");
            }
            if (isSelf(address)) {
                return new SetResult.Refused(address + " is Errata itself; name the model server behind it.");
            }
        }
        String kept = choice.isPractice(address) ? "" : address.toString();
        SetResult result = settings.set(Setting.UPSTREAM, kept, channel);
        switchTo(choice.named(address), channel);
        if (result instanceof SetResult.Refused(String reason)) {
            messages.add(
                    Weight.WARNING,
                    "settings.unkept",
                    "The model server is in use, but not kept: " + reason,
                    HomeProblem.NOT_WRITABLE);
        }
        return new SetResult.Changed(kept, true);
    }

    /// Changes a setting and puts it into force.
    synchronized SetResult set(Setting setting, String value, String channel) {
        if (setting == Setting.PORT
                && proxy.listener().listening()
                && setting.kind().canonical(value).isPresent()) {
            return switch (listen(
                    Integer.parseInt(setting.kind().canonical(value).orElseThrow()), channel)) {
                case Listening listening -> new SetResult.Changed(value, true);
                case PortTaken taken -> new SetResult.Refused(taken(taken));
                case Refused(String reason) -> new SetResult.Refused(reason);
            };
        }
        if (setting == Setting.HOST
                && proxy.listener().listening()
                && setting.kind().canonical(value).isPresent()) {
            String host = setting.kind().canonical(value).orElseThrow();
            switch (open(host, proxy.listener().port(), channel)) {
                case Listening listening -> {
                    // It is there already when the setting is put into force.
                }
                case PortTaken taken -> {
                    return new SetResult.Refused(taken(taken));
                }
                case Refused(String reason) -> {
                    return new SetResult.Refused(reason);
                }
            }
        }
        SetResult result = settings.set(setting, value, channel);
        applySettings();
        return result;
    }

    /// Puts into force what changed in the settings since the last time.
    synchronized void applySettings() {
        for (Settings.Change change : settings.drain()) {
            note(new SystemEvent.SettingChanged(change.setting().key(), change.from(), change.to(), change.channel()));
            switch (change.setting()) {
                case HOST, PORT, LISTENER -> applyListener(change.setting(), change.channel());
                case UPSTREAM -> applyUpstream(change.channel());
                case UPSTREAMS -> applyTable(proxy.upstream());
                // The same server with another key: the one in use may have been named on the command line.
                case API_KEY_ENV, API_KEY_FILE ->
                    switchTo(choice.named(proxy.upstream().base()), change.channel());
                case LOG_LEVEL -> Diagnostics.level(change.to());
                case CLIENT_IDLE -> proxy.useClientIdle(Duration.ofSeconds(settings.number(Setting.CLIENT_IDLE)));
                case CAPTURE_RAW_TEXTS, CAPTURE_RAW_BYTES, CAPTURE_RAW_DAYS -> raw.look();
                case ORIGINS,
                        CLIENTS_REQUIRED,
                        CLIENTS_RATE,
                        CLIENTS_PARALLEL,
                        CLIENTS_LIMITS,
                        CAPTURE_LEVEL,
                        CAPTURE_CLIENTS -> port.applyPolicy();
                case TLS_CERTIFICATE, TLS_KEY, TLS_CLIENT_CA -> port.applyTls();
                case TRACES_ENDPOINT, TRACES_HEADERS -> tracing.apply();
                case THEME,
                        PATCH_CATCH,
                        PATCH_WORKSPACES,
                        MCP_WORKSPACES,
                        DRAIN,
                        TRANSPORT,
                        CONNECT_RETRIES,
                        BREAKER_FAILURES,
                        BREAKER_COOL_DOWN,
                        STREAM_UPSTREAM,
                        SESSION_GAP,
                        SESSION_KEEP,
                        BUDGET_DAY,
                        BUDGET_SESSION,
                        BUDGET_CLIENT,
                        BUDGET_STOP,
                        ASK_USAGE,
                        TOKEN_PRICES,
                        JOURNAL_FSYNC,
                        JOURNAL_FSYNC_INTERVAL,
                        JOURNAL_ARCHIVE_AFTER,
                        JOURNAL_KEEP -> {
                    // The window looks for itself; the others are asked when it matters, or at the next start.
                }
            }
        }
    }

    /// Another host leaves the port as it is, which may have been named on the command line.
    private void applyListener(Setting changed, String channel) {
        ListenerStatus now = proxy.listener();
        boolean wanted = settings.flag(Setting.LISTENER);
        String host = settings.value(Setting.HOST);
        int port = changed == Setting.PORT || !now.listening() ? settings.number(Setting.PORT) : now.port();
        if (!wanted) {
            if (now.listening()) {
                stopListening(channel);
            }
        } else if (!now.listening() || !now.host().equals(host) || (port != 0 && now.port() != port)) {
            switch (open(host, port, channel)) {
                case Listening listening -> {
                    // It is where the settings want it.
                }
                case PortTaken taken ->
                    messages.add(Weight.FAULT, "listener.refused", taken(taken), ApiProblem.PORT_TAKEN);
                case Refused(String reason) ->
                    messages.add(Weight.FAULT, "listener.refused", reason, ApiProblem.INVALID);
            }
        }
    }

    private void applyUpstream(String channel) {
        String kept = settings.value(Setting.UPSTREAM);
        if (!kept.isEmpty() && isSelf(URI.create(kept))) {
            messages.add(
                    Weight.FAULT,
                    "upstream.self",
                    kept + " is Errata itself; the old model server stays in use.",
                    ApiProblem.INVALID);
            return;
        }
        messages.settle("upstream.self");
        switchTo(choice.choose(null, ownPorts()), channel);
    }

    private void switchTo(Upstream upstream, String channel) {
        Upstream old = proxy.upstream();
        if (!old.equals(upstream)) {
            proxy.useUpstream(upstream);
            note(new SystemEvent.UpstreamChanged(
                    old.base().toString(), upstream.base().toString(), channel));
        }
    }

    /// Puts the table of model servers into force. That it changed is journalled as the setting's change.
    private void applyTable(Upstream standard) {
        proxy.useUpstreams(choice.table(standard, ownPorts()));
    }

    boolean isSelf(URI address) {
        ListenerStatus listener = proxy.listener();
        return listener.listening()
                && address.getPort() == listener.port()
                && (Set.of("127.0.0.1", "localhost", "[::1]", "::1").contains(String.valueOf(address.getHost()))
                        || listener.host().equals(address.getHost()));
    }

    private void keep(Setting setting, String value, String channel) {
        if (settings.value(setting).equals(value)) {
            return;
        }
        if (settings.set(setting, value, channel) instanceof SetResult.Refused(String reason)) {
            messages.add(
                    Weight.WARNING,
                    "settings.unkept",
                    "The change is in force, but not kept: " + reason,
                    HomeProblem.NOT_WRITABLE);
        }
    }

    void note(Event event) {
        var unused = journal.append(event);
    }

    /// Why nobody listens, and what to do.
    static String taken(PortTaken taken) {
        return "Port " + taken.port() + " on " + taken.host() + " is taken by another program; nothing of it was"
                + " touched. End"
                + " that program, or choose another port (0 takes a free one).";
    }

    /// Where programs of this machine find it; wherever else it listens, they are served at 127.0.0.1 without TLS.
    static String address(ListenerStatus listener) {
        String host = listener.exposed() ? "127.0.0.1" : listener.host();
        return url("http", host, listener.port());
    }

    /// Where it listens, as it is told to people.
    static String shown(ListenerStatus listener) {
        return listener.exposed() ? url("https", listener.host(), listener.port()) : address(listener);
    }

    private static String url(String scheme, String host, int port) {
        return scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
