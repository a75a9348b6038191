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
                    "client.changed",
                    SystemEvent.ClientChanged.class,
                    "A client got a token, another one, or lost it."),
            new EventKind(
                    "system",
                    "token.rotated",
                    SystemEvent.TokenRotated.class,
                    "One of the home's own tokens was replaced."),
            new EventKind(
                    "system",
                    "capture.cleared",
                    SystemEvent.CaptureCleared.class,
                    "The kept texts of exchanges were deleted."),
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
                    "journal.archived",
                    SystemEvent.SegmentArchived.class,
                    "A sealed segment was packed into the archive."),
            new EventKind(
                    "system",
                    "journal.removed",
                    SystemEvent.SegmentRemoved.class,
                    "An archived segment was deleted because of its age."),
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
            case SystemEvent.ClientChanged e -> {
                out.text("client", e.client());
                out.text("change", e.change());
                out.text("channel", e.channel());
            }
            case SystemEvent.TokenRotated e -> {
                out.text("token", e.token());
                out.text("channel", e.channel());
            }
            case SystemEvent.CaptureCleared e -> {
                out.number("texts", e.texts());
                out.number("bytes", e.bytes());
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
            case SystemEvent.SegmentArchived e -> {
                out.text("segment", e.segment());
                out.number("first_seq", e.firstSeq());
                out.number("last_seq", e.lastSeq());
                out.text("end_hash", e.endHash());
                out.text("sha256", e.sha256());
                out.number("bytes", e.bytes());
            }
            case SystemEvent.SegmentRemoved e -> {
                out.text("segment", e.segment());
                out.number("first_seq", e.firstSeq());
                out.number("last_seq", e.lastSeq());
                out.text("end_hash", e.endHash());
                out.text("sha256", e.sha256());
            }
            case SystemEvent.AnchorMissing e -> out.number("last_seq", e.lastSeq());
        }
    }
}
