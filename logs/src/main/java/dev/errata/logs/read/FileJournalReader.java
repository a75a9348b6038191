package dev.errata.logs.read;

import dev.errata.logs.chain.SealedLine;
import dev.errata.logs.chain.Segment;
import dev.errata.logs.chain.SegmentFile;
import dev.errata.logs.chain.SegmentName;
import dev.errata.logs.journal.Anchor;
import dev.errata.logs.journal.FileJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the segments of a home's journal, a block at a time, from the end or from a number that it finds by halving.
///
/// A line that is not a record is passed over: only [#verify] speaks of damage. A torn tail is not yet a record.
///
/// **Thread:** any but an event loop and the FX thread. It keeps no open file.
/// **Errors:** [UncheckedIOException] if a segment is there and cannot be read; a journal that is not there is empty.
public final class FileJournalReader implements JournalReader {
    private final Path home;
    private final Path folder;
    private final Supplier<Optional<Anchor.Head>> anchor;

    /// An archived segment never changes, and to look into it costs its unpacking.
    private final Map<SegmentName, Long> firstOfArchived = new ConcurrentHashMap<>();

    /// @param anchor reads the head that the home's database keeps; asked by [#verify] only, and allowed to throw
    public FileJournalReader(Path home, Supplier<Optional<Anchor.Head>> anchor) {
        this.home = home;
        this.folder = home.resolve(FileJournal.FOLDER);
        this.anchor = anchor;
    }

    @Override
    public List<JournalRecord> newest(JournalQuery query, long beforeSeq, int limit) {
        return newest(query, 0, beforeSeq, limit);
    }

    /// The newest records that fit the query and come after `afterSeq` and before `beforeSeq`, newest first.
    public List<JournalRecord> newest(JournalQuery query, long afterSeq, long beforeSeq, int limit) {
        var filter = new RecordFilter(query);
        var page = new ArrayList<JournalRecord>();
        boolean[] passed = {false};
        for (Segment segment : segmentsSince(query.from()).reversed()) {
            if (page.size() >= limit || passed[0]) {
                break;
            }
            read(segment, file -> {
                long first = firstSeq(file);
                long at = beforeSeq == Long.MAX_VALUE ? file.wholeEnd() : file.find(beforeSeq);
                long begin = first > afterSeq ? 0 : file.find(afterSeq + 1);
                passed[0] = first > 0 && first <= afterSeq;
                var line = file.lineBefore(at);
                while (line.isPresent() && line.get().start() >= begin && page.size() < limit) {
                    match(filter, file, line.get(), segment, first).ifPresent(page::add);
                    line = file.lineBefore(line.get().start());
                }
            });
        }
        return page;
    }

    @Override
    public List<JournalRecord> after(JournalQuery query, long afterSeq, int limit) {
        var page = new ArrayList<JournalRecord>();
        follow(query, afterSeq, limit, (place, record) -> page.add(record));
        return page;
    }

    /// Every record that came after `afterSeq`, with its place, oldest first, at most `limit`: for an index.
    public List<Place.Placed> placedAfter(long afterSeq, int limit) {
        var page = new ArrayList<Place.Placed>();
        follow(JournalQuery.ALL, afterSeq, limit, (place, record) -> page.add(new Place.Placed(place, record)));
        return page;
    }

    /// The records at these places that fit the query, in the same order. One that is not where its place says is
    /// looked
    /// for in the whole segment; one that is not there at all is left out.
    public List<JournalRecord> at(JournalQuery query, List<Place> places) {
        var filter = new RecordFilter(query);
        var found = new ArrayList<JournalRecord>();
        Map<String, Segment> segments = segmentsSince(null).stream()
                .collect(Collectors.toMap(segment -> segment.name().fileName(), segment -> segment));
        for (int from = 0; from < places.size(); ) {
            String name = places.get(from).segment();
            int to = from;
            while (to < places.size() && places.get(to).segment().equals(name)) {
                to++;
            }
            List<Place> together = places.subList(from, to);
            Segment segment = segments.get(name);
            if (segment != null) {
                read(segment, file -> {
                    long first = firstSeq(file);
                    for (Place place : together) {
                        var line = line(file, place);
                        if (line.isPresent()) {
                            match(filter, file, line.get(), segment, first).ifPresent(found::add);
                        }
                    }
                });
            }
            from = to;
        }
        return found;
    }

    /// Number of the first record that is here, 0 if there is none.
    public long firstSeq() {
        for (Segment segment : segmentsSince(null)) {
            long first = firstSeq(segment);
            if (first > 0) {
                return first;
            }
        }
        return 0;
    }

    @Override
    public Verification verify() {
        return new ChainCheck(home, folder, anchor).run();
    }

    private interface Reading {
        void in(SegmentFile file) throws IOException;
    }

    private interface Taker {
        void take(Place place, JournalRecord record);
    }

    private void follow(JournalQuery query, long afterSeq, int limit, Taker taker) {
        var filter = new RecordFilter(query);
        int[] taken = {0};
        for (Segment segment : segmentsFrom(afterSeq + 1, query.from())) {
            if (taken[0] >= limit) {
                break;
            }
            read(segment, file -> {
                long first = firstSeq(file);
                var line = file.lineAt(file.find(afterSeq + 1));
                while (line.isPresent() && taken[0] < limit) {
                    JournalRecord record =
                            match(filter, file, line.get(), segment, first).orElse(null);
                    if (record != null) {
                        taken[0]++;
                        taker.take(
                                new Place(
                                        record.seq(),
                                        segment.name().fileName(),
                                        line.get().start()),
                                record);
                    }
                    line = file.lineAt(line.get().end());
                }
            });
        }
    }

    private static Optional<SegmentFile.Line> line(SegmentFile file, Place place) throws IOException {
        Optional<SegmentFile.Line> there = file.lineAt(place.start());
        if (there.isPresent() && isRecord(file, there.get(), place.seq())) {
            return there;
        }
        Optional<SegmentFile.Line> searched = file.lineAt(file.find(place.seq()));
        return searched.isPresent() && isRecord(file, searched.get(), place.seq()) ? searched : Optional.empty();
    }

    private static boolean isRecord(SegmentFile file, SegmentFile.Line line, long seq) throws IOException {
        return file.record(line).filter(record -> record.seq() == seq).isPresent();
    }

    private void read(Segment segment, Reading reading) {
        try (SegmentFile file = segment.open()) {
            reading.in(file);
        } catch (NoSuchFileException e) {
            // Moved away since the folder was listed: its records are simply not here any more.
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The journal's file " + segment.file().getFileName() + " cannot be read.", e);
        }
    }

    private static Optional<JournalRecord> match(
            RecordFilter filter, SegmentFile file, SegmentFile.Line line, Segment segment, long firstSeq)
            throws IOException {
        return file.record(line)
                .flatMap(record -> filter.match(record, segment.file(), (int) (record.seq() - firstSeq) + 1));
    }

    private static long firstSeq(SegmentFile file) throws IOException {
        return file.firstRecord().map(SealedLine::seq).orElse(0L);
    }

    /// The first number in a segment, 0 if it has none.
    private long firstSeq(Segment segment) {
        Long known = segment.archived() ? firstOfArchived.get(segment.name()) : null;
        if (known != null) {
            return known;
        }
        long[] first = {0};
        read(segment, file -> first[0] = firstSeq(file));
        if (segment.archived()) {
            firstOfArchived.put(segment.name(), first[0]);
        }
        return first[0];
    }

    /// The segments that may hold records at or after an instant: no record is of a later day than its segment's name.
    private List<Segment> segmentsSince(@Nullable Instant from) {
        try {
            List<Segment> all = Segment.list(folder);
            if (from == null) {
                return all;
            }
            LocalDate day = from.atZone(ZoneOffset.UTC).toLocalDate();
            return all.stream()
                    .filter(segment -> !segment.name().day().isBefore(day))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be read.", e);
        }
    }

    /// The segments from the one that holds a number on, found from the end.
    private List<Segment> segmentsFrom(long seq, @Nullable Instant from) {
        List<Segment> all = segmentsSince(from);
        int begin = all.size();
        boolean reached = false;
        while (begin > 0 && !reached) {
            begin--;
            long first = firstSeq(all.get(begin));
            reached = first > 0 && first <= seq;
        }
        return all.subList(begin, all.size());
    }
}
