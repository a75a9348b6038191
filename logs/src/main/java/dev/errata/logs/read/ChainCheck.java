package dev.errata.logs.read;

import dev.errata.logs.chain.JournalKey;
import dev.errata.logs.chain.Seal;
import dev.errata.logs.chain.SealedLine;
import dev.errata.logs.chain.Segment;
import dev.errata.logs.chain.SegmentFile;
import dev.errata.logs.event.SystemEvent;
import dev.errata.logs.journal.Anchor;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// One check of the whole chain: each record's own hash first, then its place, and the anchor at last.
///
/// The anchor is read before the files: a running writer puts records on disk first, so all that the anchor names
/// must then be there, and what is beyond it is welcome. For the same reason a torn tail is no fault as long as the
/// anchor does not need it.
///
/// A record `journal.damaged` is the writer's own word that something was wrong before it; the check ends there even
/// where the files alone look sound, or else the next anchor would cover it up.
final class ChainCheck {
    private static final String DAMAGED = new SystemEvent.JournalDamaged("", 0, "").type();
    private static final String ANCHOR_MISSING = new SystemEvent.AnchorMissing(0).type();
    private static final String REPAIRED = new SystemEvent.JournalRepaired("", 0, 0, "").type();

    private final Path home;
    private final Path folder;
    private final Supplier<Optional<Anchor.Head>> anchor;
    private final List<String> notices = new ArrayList<>();

    private Anchor.@Nullable Head head;
    private Anchor.@Nullable Head forged;
    private long lastSeq;
    private String lastHash = Seal.FIRST_PREV;
    private Instant lastAt = Instant.EPOCH;
    private String lastSegment = "";
    private long removedSeq;
    private int archived;

    ChainCheck(Path home, Path folder, Supplier<Optional<Anchor.Head>> anchor) {
        this.home = home;
        this.folder = folder;
        this.anchor = anchor;
    }

    Verification run() {
        try {
            head = anchor.get().orElse(null);
        } catch (RuntimeException e) {
            return new Verification.Unreadable("The journal's anchor cannot be read: " + e.getMessage(), null);
        }
        String reading = null;
        try {
            List<Segment> segments = Segment.list(folder);
            reading = JournalKey.FILE;
            Optional<JournalKey> key = JournalKey.read(home);
            if (key.isEmpty()) {
                return withoutKey(segments);
            }
            Seal seal = key.get().seal();
            if (head != null && !Seal.same(seal.anchorMac(head.seq(), head.hash()), head.mac())) {
                forged = head;
                head = null; // what it names says nothing; told only if the records themselves are sound
            }
            reading = null;
            beginBehindRemoved(segments, seal);
            for (Segment segment : segments) {
                reading = segment.name().fileName();
                Verification.Broken broken = segment(segment, seal, segment.equals(segments.getLast()));
                if (broken != null) {
                    return broken;
                }
            }
            return conclude();
        } catch (IOException e) {
            return new Verification.Unreadable(e.getMessage() == null ? e.toString() : e.getMessage(), reading);
        }
    }

    private Verification withoutKey(List<Segment> segments) throws IOException {
        for (Segment segment : segments) {
            if (Files.size(segment.file()) > 0) {
                return new Verification.Unreadable(
                        "The journal's key is missing, so nothing can be checked. Put it back from a copy.",
                        JournalKey.FILE);
            }
        }
        return head == null ? new Verification.Empty() : cut(head);
    }

    /// Where the first record that is here is not the first there was, the chain may begin there if sealed records say
    /// that all before was removed because of its age. They stand later in the chain, so they are looked for first.
    private void beginBehindRemoved(List<Segment> segments, Seal seal) throws IOException {
        Removed removed = Removed.find(segments, seal);
        if (removed != null) {
            lastSeq = removed.lastSeq();
            lastHash = removed.endHash();
            removedSeq = lastSeq;
            notices.add("Records 1 to " + lastSeq + " were removed because of their age, as record "
                    + removed.recordSeq() + " says; of these the end hash is proved, not the content.");
        }
    }

    private Verification.@Nullable Broken segment(Segment segment, Seal seal, boolean last) throws IOException {
        lastSegment = segment.name().fileName();
        try (SegmentFile file = segment.open()) {
            archived += segment.archived() ? 1 : 0;
            return lines(file, seal, last);
        } catch (ZipException | EOFException e) {
            return new Verification.Broken(
                    lastSegment, 0, lastSeq + 1, "its archive " + segment.file().getFileName() + " is damaged");
        }
    }

    private Verification.@Nullable Broken lines(SegmentFile file, Seal seal, boolean last) throws IOException {
        int number = 0;
        for (var line = file.lineAt(0);
                line.isPresent();
                line = file.lineAt(line.get().end())) {
            number++;
            if (last && !line.get().whole()) {
                return null;
            }
            SealedLine record = file.record(line.get()).orElse(null);
            String fault = record == null ? "this line is not a record" : fault(record, seal);
            if (fault != null) {
                return new Verification.Broken(lastSegment, number, lastSeq + 1, fault);
            }
            if (record != null) {
                note(record);
            }
        }
        return null;
    }

    private @Nullable String fault(SealedLine record, Seal seal) {
        long expected = lastSeq + 1;
        if (!record.isSealedBy(seal)) {
            return lastAt.equals(Instant.EPOCH) // the first that is here
                    ? "the first record was changed, or " + JournalKey.FILE + " is not the key that it was made with"
                    : "this record was changed after it was written, or it was not written by Errata";
        }
        if (record.seq() > expected) {
            return record.seq() == expected + 1
                    ? "record " + expected + " is missing"
                    : "records " + expected + " to " + (record.seq() - 1) + " are missing";
        }
        if (record.seq() < expected) {
            return "record " + record.seq() + " stands here again";
        }
        if (!Seal.same(record.prev(), lastHash)) {
            return "this record follows another one than the record before it";
        }
        if (head != null && head.seq() == record.seq() && !Seal.same(head.hash(), record.hash())) {
            return "this record is not the one that the anchor names";
        }
        return record.type().equals(DAMAGED) ? "the journal itself found damage here when it was opened" : null;
    }

    private void note(SealedLine record) {
        lastSeq = record.seq();
        lastHash = record.hash();
        lastAt = record.ts();
        if (record.type().equals(ANCHOR_MISSING)) {
            notices.add("Record " + lastSeq + ": there was no anchor; a cut before it would not have been noticed.");
        } else if (record.type().equals(REPAIRED)) {
            notices.add("Record " + lastSeq + ": a torn tail was cut off and kept.");
        }
    }

    private Verification conclude() {
        if (forged != null) {
            return new Verification.Broken(lastSegment, 0, forged.seq(), "the anchor was not made by this journal");
        }
        if (head == null) {
            return lastSeq == 0 ? new Verification.Empty() : new Verification.NoAnchor(lastSeq);
        }
        if (head.seq() > lastSeq) {
            return cut(head);
        }
        if (archived > 0) {
            notices.add(archived + (archived == 1 ? " segment was" : " segments were") + " read from the archive.");
        }
        return new Verification.Intact(lastSeq - removedSeq, lastSeq, lastAt, notices);
    }

    private Verification.Broken cut(Anchor.Head wanted) {
        String missing = wanted.seq() == lastSeq + 1
                ? "record " + wanted.seq() + " is missing"
                : "records " + (lastSeq + 1) + " to " + wanted.seq() + " are missing";
        return new Verification.Broken(lastSegment, 0, lastSeq + 1, missing + ": the end of the journal was cut off");
    }
}
