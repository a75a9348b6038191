package dev.errata.logs.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What happened to Errata itself.
public sealed interface SystemEvent extends Event {

    /// Type `system.started`.
    record Started(String version, String mode) implements SystemEvent {
        @Override
        public String type() {
            return "system.started";
        }
    }

    /// Type `system.stopped`: a clean end. Its absence before the next `system.started` tells of a crash.
    record Stopped(String reason) implements SystemEvent {
        @Override
        public String type() {
            return "system.stopped";
        }
    }

    /// Type `correction.switched`.
    ///
    /// @param state `on`, `off` or `paused`
    /// @param until end of a pause, else null
    /// @param channel who asked: `window`, `cli` or `api`
    record CorrectionSwitched(String state, @Nullable Instant until, String channel) implements SystemEvent {
        @Override
        public String type() {
            return "correction.switched";
        }
    }

    /// Type `listener.changed`.
    ///
    /// @param state `listening`, `stopped` or `refused`
    /// @param address `host:port`
    record ListenerChanged(String state, String address, String channel) implements SystemEvent {
        @Override
        public String type() {
            return "listener.changed";
        }
    }

    /// Type `upstream.changed`.
    record UpstreamChanged(String from, String to, String channel) implements SystemEvent {
        @Override
        public String type() {
            return "upstream.changed";
        }
    }

    /// Type `breaker.moved`: a model server's circuit breaker changed its state.
    ///
    /// @param upstream the server's address
    /// @param from one of the machine's states, as are `to`
    /// @param trigger the machine's word for what brought it about
    /// @param reason the failure behind it, or what went well
    record BreakerMoved(String upstream, String from, String to, String trigger, String reason) implements SystemEvent {
        @Override
        public String type() {
            return "breaker.moved";
        }
    }

    /// Type `setting.changed`. Secrets are never settings, so both values may be kept.
    record SettingChanged(String key, String from, String to, String channel) implements SystemEvent {
        @Override
        public String type() {
            return "setting.changed";
        }
    }

    /// Type `client.changed`: a client got a token, another token, or lost it. The token itself is told to nobody.
    ///
    /// @param client its id
    /// @param change `added`, `rotated` or `removed`
    /// @param channel who asked, or `file` for a person who edited the file
    record ClientChanged(String client, String change, String channel) implements SystemEvent {
        @Override
        public String type() {
            return "client.changed";
        }
    }

    /// Type `token.rotated`: one of the home's own tokens was replaced.
    ///
    /// @param token `agent` or `owner`
    record TokenRotated(String token, String channel) implements SystemEvent {
        @Override
        public String type() {
            return "token.rotated";
        }
    }

    /// Type `capture.cleared`: the kept texts of exchanges were deleted.
    ///
    /// @param texts raw texts that were on disk
    /// @param bytes their size
    record CaptureCleared(int texts, long bytes, String channel) implements SystemEvent {
        @Override
        public String type() {
            return "capture.cleared";
        }
    }

    /// Type `journal.repaired`: a torn last line (no LF) was cut off; its bytes are kept in the named file.
    record JournalRepaired(String segment, long offset, int bytes, String keptIn) implements SystemEvent {
        @Override
        public String type() {
            return "journal.repaired";
        }
    }

    /// Type `journal.damaged`: when the journal was opened, more than a torn tail was wrong. Nothing was repaired;
    /// the chain goes on in a new segment, and a check of the chain ends here at the latest.
    ///
    /// @param segment file name, empty if no file is meant
    /// @param line from 1, 0 if the whole file or its end is meant
    /// @param reason what was found
    record JournalDamaged(String segment, int line, String reason) implements SystemEvent {
        @Override
        public String type() {
            return "journal.damaged";
        }
    }

    /// Type `journal.archived`: a sealed segment was packed into the archive. Its text is the same, byte for byte.
    ///
    /// @param segment file name, as it was before
    /// @param firstSeq its first record
    /// @param lastSeq its last record
    /// @param endHash the last record's hash
    /// @param sha256 hex SHA-256 of the segment's bytes, not packed
    /// @param bytes how many these are
    record SegmentArchived(String segment, long firstSeq, long lastSeq, String endHash, String sha256, long bytes)
            implements SystemEvent {
        @Override
        public String type() {
            return "journal.archived";
        }
    }

    /// Type `journal.removed`: an archived segment is about to be deleted because it is older than is to be kept. From
    /// here on this record stands for it: that the chain begins behind `lastSeq` is then no fault.
    ///
    /// @param segment file name, as it was before it was packed
    /// @param firstSeq its first record
    /// @param lastSeq its last record
    /// @param endHash the last record's hash, which the next segment's first record has as its `prev`
    /// @param sha256 hex SHA-256 of the segment's bytes, not packed
    record SegmentRemoved(String segment, long firstSeq, long lastSeq, String endHash, String sha256)
            implements SystemEvent {
        @Override
        public String type() {
            return "journal.removed";
        }
    }

    /// Type `journal.anchor_missing`: there were records but no anchor when the journal was opened, so records after
    /// `lastSeq` may once have been there. Harmless after a crash in the first moments of a home, or with a new
    /// database.
    ///
    /// @param lastSeq the last record that was found
    record AnchorMissing(long lastSeq) implements SystemEvent {
        @Override
        public String type() {
            return "journal.anchor_missing";
        }
    }
}
