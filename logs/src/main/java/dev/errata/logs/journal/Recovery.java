package dev.errata.logs.journal;

import dev.errata.logs.chain.JournalKey;
import dev.errata.logs.chain.Seal;
import dev.errata.logs.chain.SealedLine;
import dev.errata.logs.chain.SegmentFile;
import dev.errata.logs.chain.SegmentName;
import dev.errata.logs.event.Event;
import dev.errata.logs.event.SystemEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds where the chain stands when a home is opened, and decides how it goes on.
///
/// 1. A last line without LF is a torn tail: cut off, kept beside, recorded. Nothing else is ever repaired.
/// 2. The last segment that holds records is checked from its start, and its tie to the one before.
/// 3. The chain must reach the anchor. If it does not, it goes on *from the anchor*, so that the gap stays for ever:
///    to go on from what was left would hide the cut as soon as the next anchor is committed.
/// 4. After any damage the chain goes on in a new segment that begins with `journal.damaged`. Behind the last record
///    whose hash is right, each damaged line keeps a number of its own. Later openings do not ask again what was
///    before it.
///
/// **Thread:** confined to the journal's writer.
final class Recovery {
    private final Path home;
    private final Path folder;
    private final Anchor anchor;
    private final SecureRandom random;

    Recovery(Path home, Path folder, Anchor anchor, SecureRandom random) {
        this.home = home;
        this.folder = folder;
        this.anchor = anchor;
        this.random = random;
    }

    /// Where the chain stands.
    ///
    /// @param seq its last number
    /// @param hash what the next record ties itself to
    /// @param last the last segment there is
    /// @param length its length
    /// @param goesOn whether the next record may be added to it
    /// @param preamble what has to be recorded first
    /// @param warning what a person should know
    record Found(
            JournalKey key,
            long seq,
            String hash,
            @Nullable SegmentName last,
            long length,
            boolean goesOn,
            List<Event> preamble,
            @Nullable String warning) {}

    private record Damage(String segment, int line, String reason) {}

    private record Head(long seq, String hash, @Nullable Damage damage) {}

    /// What a segment holds.
    ///
    /// @param first its first record
    /// @param shaped its last record, be its hash right or not
    /// @param sealed its last record whose hash is right
    /// @param after lines behind that one
    /// @param anchored hash of the record that the anchor names, if it is here
    private record Scan(
            long lines,
            @Nullable SealedLine first,
            @Nullable SealedLine shaped,
            @Nullable SealedLine sealed,
            long after,
            @Nullable String anchored,
            @Nullable Damage damage) {}

    /// Looks, repairs a torn tail, and says where the chain stands.
    ///
    /// **Errors:** [IOException] if nothing may be written here; the message says why and what to do.
    Found find() throws IOException {
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) {
            throw new IOException("The folder " + folder + " cannot be written. What is recorded there is safe. "
                    + "Make it writable; recording then goes on by itself.");
        }
        List<SegmentName> names = SegmentName.list(folder);
        JournalKey key = key(names);
        Seal seal = key.seal();
        List<Event> repairs = new ArrayList<>();
        if (!names.isEmpty()) {
            TornTail.cut(folder.resolve(names.getLast().fileName())).ifPresent(repairs::add);
        }
        Anchor.@Nullable Head head = readAnchor().orElse(null);
        boolean anchorOurs = head != null && Seal.same(seal.anchorMac(head.seq(), head.hash()), head.mac());
        Head end = reachAnchor(end(names, seal, anchorOurs ? head : null), anchorOurs ? head : null);
        if (head != null && !anchorOurs && end.damage() == null) {
            end = new Head(end.seq(), end.hash(), new Damage("", 0, "the anchor is not one that this journal made"));
        }
        return found(key, names, end, head == null, repairs);
    }

    private Found found(JournalKey key, List<SegmentName> names, Head end, boolean noAnchor, List<Event> repairs)
            throws IOException {
        List<Event> preamble = new ArrayList<>();
        String warning = null;
        Damage damage = end.damage();
        if (damage != null) {
            preamble.add(new SystemEvent.JournalDamaged(damage.segment(), damage.line(), damage.reason()));
            warning = "The journal was found damaged: " + damage.reason() + ". Nothing was thrown away; "
                    + "recording goes on in a new file. See 'errata audit verify'.";
        } else if (noAnchor && end.seq() > 0) {
            preamble.add(new SystemEvent.AnchorMissing(end.seq()));
            warning = "The journal had " + end.seq() + " records but no anchor, so a cut of their end would not have "
                    + "been noticed. A new anchor is made.";
        }
        preamble.addAll(repairs);
        SegmentName last = names.isEmpty() ? null : names.getLast();
        long length = last == null ? 0 : Files.size(folder.resolve(last.fileName()));
        boolean goesOn = last != null && (damage == null || length == 0);
        return new Found(key, end.seq(), end.hash(), last, length, goesOn, List.copyOf(preamble), warning);
    }

    private JournalKey key(List<SegmentName> names) throws IOException {
        Optional<JournalKey> key = JournalKey.read(home);
        if (key.isPresent()) {
            return key.get();
        }
        for (SegmentName name : names) {
            if (Files.size(folder.resolve(name.fileName())) > 0) {
                throw new IOException("The journal's key " + home.resolve(JournalKey.FILE) + " is missing, but "
                        + folder + " holds records that were made with it. They are safe and nothing is added to them. "
                        + "Put the key back from a copy, or move the audit-*.jsonl files elsewhere to begin anew.");
            }
        }
        return JournalKey.create(home, random);
    }

    private Optional<Anchor.Head> readAnchor() {
        try {
            return anchor.read();
        } catch (RuntimeException e) {
            return Optional.empty(); // recorded as missing; the keeper says so too as soon as it cannot commit
        }
    }

    private Head end(List<SegmentName> names, Seal seal, Anchor.@Nullable Head head) throws IOException {
        long behind = 0;
        SealedLine shaped = null;
        Damage damage = null;
        for (int i = names.size() - 1; i >= 0; i--) {
            Scan scan = scan(names.get(i), seal, head == null ? 0 : head.seq());
            if (scan.lines() > 0) {
                damage = scan.damage() == null ? damage : scan.damage();
                SealedLine sealed = scan.sealed();
                if (sealed != null) {
                    damage = damage == null ? untied(names, i, scan.first()) : damage;
                    damage = damage == null ? unlikeAnchor(names.get(i), scan.anchored(), head) : damage;
                    return new Head(sealed.seq() + scan.after() + behind, sealed.hash(), damage);
                }
                shaped = shaped == null ? scan.shaped() : shaped;
                behind += scan.lines();
            }
        }
        if (behind == 0) {
            return new Head(0, Seal.FIRST_PREV, null);
        }
        if (shaped == null && head == null) {
            throw new IOException("No record of the journal in " + folder + " can be read. Nothing was changed. "
                    + "Put the files back from a copy, or move them elsewhere to begin a new journal.");
        }
        return shaped == null ? new Head(0, Seal.FIRST_PREV, damage) : new Head(shaped.seq(), shaped.hash(), damage);
    }

    private Scan scan(SegmentName name, Seal seal, long anchorSeq) throws IOException {
        long lines = 0;
        long after = 0;
        SealedLine first = null;
        SealedLine shaped = null;
        SealedLine sealed = null;
        String anchored = null;
        Damage damage = null;
        try (SegmentFile file = SegmentFile.open(folder.resolve(name.fileName()))) {
            for (var line = file.lineAt(0);
                    line.isPresent();
                    line = file.lineAt(line.get().end())) {
                lines++;
                after++;
                SealedLine record = file.record(line.get()).orElse(null);
                String fault = fault(record, shaped, seal);
                if (fault != null && damage == null) {
                    damage = new Damage(name.fileName(), (int) lines, fault);
                }
                if (record != null) {
                    first = first == null ? record : first;
                    shaped = record;
                    anchored = record.seq() == anchorSeq ? record.hash() : anchored;
                    if (fault == null || record.isSealedBy(seal)) {
                        sealed = record;
                        after = 0;
                    }
                }
            }
        }
        return new Scan(lines, first, shaped, sealed, after, anchored, damage);
    }

    private static @Nullable String fault(@Nullable SealedLine record, @Nullable SealedLine before, Seal seal) {
        if (record == null) {
            return "a line is not a record";
        }
        if (!record.isSealedBy(seal)) {
            return "a record is not as it was written";
        }
        boolean follows = before == null
                || (record.seq() == before.seq() + 1 && record.prev().equals(before.hash()));
        return follows ? null : "a record does not follow the one before it";
    }

    /// Whether a segment's first record follows the last one before it.
    private @Nullable Damage untied(List<SegmentName> names, int index, @Nullable SealedLine first) throws IOException {
        if (first == null || first.type().equals(JOURNAL_DAMAGED)) {
            return null;
        }
        long seq = 0;
        String hash = Seal.FIRST_PREV;
        for (int i = index - 1; i >= 0 && seq == 0; i--) {
            try (SegmentFile file = SegmentFile.open(folder.resolve(names.get(i).fileName()))) {
                SealedLine last = file.lastRecord().orElse(null);
                if (last != null) {
                    seq = last.seq();
                    hash = last.hash();
                }
            }
        }
        return first.seq() == seq + 1 && first.prev().equals(hash)
                ? null
                : new Damage(names.get(index).fileName(), 1, "a record does not follow the one before it");
    }

    private static @Nullable Damage unlikeAnchor(
            SegmentName name, @Nullable String anchored, Anchor.@Nullable Head head) {
        return head == null || anchored == null || Seal.same(anchored, head.hash())
                ? null
                : new Damage(name.fileName(), 0, "record " + head.seq() + " is not the one that the anchor names");
    }

    private static Head reachAnchor(Head end, Anchor.@Nullable Head head) {
        if (head == null || head.seq() <= end.seq()) {
            return end;
        }
        Damage damage = end.damage();
        return new Head(
                head.seq(),
                head.hash(),
                damage != null
                        ? damage
                        : new Damage(
                                "",
                                0,
                                "the anchor names record " + head.seq() + ", but the last one there is " + end.seq()));
    }

    private static final String JOURNAL_DAMAGED = new SystemEvent.JournalDamaged("", 0, "").type();
}
