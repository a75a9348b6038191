package dev.errata.logs.read;

import dev.errata.logs.chain.Seal;
import dev.errata.logs.chain.SealedLine;
import dev.errata.logs.chain.Segment;
import dev.errata.logs.chain.SegmentFile;
import dev.errata.logs.event.EventCodec;
import dev.errata.logs.event.SystemEvent;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// How far the beginning of the chain was removed because of its age, as sealed records of the chain itself say.
///
/// Only records whose own hash is right count, so that nobody without the key can excuse a hole; that they stand in
/// their place is found by the check that follows.
///
/// @param lastSeq the last record that was removed
/// @param endHash its hash
/// @param recordSeq the record that says so
record Removed(long lastSeq, String endHash, long recordSeq) {
    private static final String TYPE = new SystemEvent.SegmentRemoved("", 0, 0, "", "").type();

    /// What of the beginning is missing and may be; null if nothing is missing, or nothing says that it may. Where more
    /// is missing than the records say, the end of what may be missing.
    static @Nullable Removed find(List<Segment> segments, Seal seal) throws IOException {
        long present = firstPresent(segments);
        if (present <= 1) {
            return null;
        }
        Removed best = null;
        for (Segment segment : segments) {
            try (SegmentFile file = segment.open()) {
                for (var line = file.lineAt(0);
                        line.isPresent();
                        line = file.lineAt(line.get().end())) {
                    SealedLine record = file.record(line.get()).orElse(null);
                    Removed said = record == null ? null : said(record, seal);
                    if (said != null && said.lastSeq < present && (best == null || said.lastSeq > best.lastSeq)) {
                        best = said;
                    }
                }
            } catch (ZipException | EOFException _) {
                // An archive that is damaged says nothing; the check that follows names it.
            }
        }
        return best;
    }

    private static long firstPresent(List<Segment> segments) throws IOException {
        for (Segment segment : segments) {
            try (SegmentFile file = segment.open()) {
                SealedLine first = file.firstRecord().orElse(null);
                if (first != null) {
                    return first.seq();
                }
            } catch (ZipException | EOFException _) {
                return 0; // begins with damage: there is nothing to excuse
            }
        }
        return 0;
    }

    private static @Nullable Removed said(SealedLine record, Seal seal) {
        if (!record.type().equals(TYPE) || !record.isSealedBy(seal)) {
            return null;
        }
        try {
            return EventCodec.decode(JsonMapper.shared().readTree(record.json()))
                                    .orElse(null)
                            instanceof SystemEvent.SegmentRemoved removed
                    ? new Removed(removed.lastSeq(), removed.endHash(), record.seq())
                    : null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
