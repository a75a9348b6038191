package dev.errata.logs.event;

import java.util.List;

/// The fields of [SystemEvent], in their order in the file.
final class SystemCodec {
    static final List<EventKind> KINDS = List.of(
            new EventKind("system", "system.started", SystemEvent.Started.class, "Errata started."),
            new EventKind("system", "system.stopped", SystemEvent.Stopped.class, "Errata ended cleanly."),
            new EventKind(
                    "system",
                    "correction.switched",
                    SystemEvent.CorrectionSwitched.class,
                    "Correction was switched on, off or paused."),
            new EventKind("system", "listener.changed", SystemEvent.ListenerChanged.class, "The listener changed."),
            new EventKind(
                    "system", "upstream.changed", SystemEvent.UpstreamChanged.class, "The model server was changed."),
            new EventKind(
                    "system", "breaker.moved", SystemEvent.BreakerMoved.class, "A circuit breaker changed its state."),
            new EventKind("system", "setting.changed", SystemEvent.SettingChanged.class, "A setting was changed."),
            new EventKind(
                    "system",
                    "journal.repaired",
                    SystemEvent.JournalRepaired.class,
                    "A torn last line was cut off and kept."),
            new EventKind(
                    "system",
                    "journal.damaged",
                    SystemEvent.JournalDamaged.class,
                    "Damage was found when the journal was opened."),
            new EventKind(
                    "system",
                    "journal.anchor_missing",
                    SystemEvent.AnchorMissing.class,
                    "There were records but no anchor."));

    private SystemCodec() {}

    static void write(Fields out, SystemEvent event) {
        switch (event) {
            case SystemEvent.Started e -> {
                out.text("version", e.version());
                out.text("mode", e.mode());
            }
            case SystemEvent.Stopped e -> out.text("reason", e.reason());
            case SystemEvent.CorrectionSwitched e -> {
                out.text("state", e.state());
                out.time("until", e.until());
                out.text("channel", e.channel());
            }
            case SystemEvent.ListenerChanged e -> {
                out.text("state", e.state());
                out.text("address", e.address());
                out.text("channel", e.channel());
            }
            case SystemEvent.UpstreamChanged e -> {
                out.text("from", e.from());
                out.text("to", e.to());
                out.text("channel", e.channel());
            }
            case SystemEvent.BreakerMoved e -> {
                out.text("upstream", e.upstream());
                out.text("from", e.from());
                out.text("to", e.to());
                out.text("trigger", e.trigger());
                out.text("reason", e.reason());
            }
            case SystemEvent.SettingChanged e -> {
                out.text("key", e.key());
                out.text("from", e.from());
                out.text("to", e.to());
                out.text("channel", e.channel());
            }
            case SystemEvent.JournalRepaired e -> {
                out.text("segment", e.segment());
                out.number("offset", e.offset());
                out.number("bytes", e.bytes());
                out.text("kept_in", e.keptIn());
            }
            case SystemEvent.JournalDamaged e -> {
                out.text("segment", e.segment());
                out.number("line", e.line());
                out.text("reason", e.reason());
            }
            case SystemEvent.AnchorMissing e -> out.number("last_seq", e.lastSeq());
        }
    }
}
