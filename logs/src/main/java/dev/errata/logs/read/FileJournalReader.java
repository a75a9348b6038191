package dev.errata.logs.read;

import dev.errata.logs.chain.SealedLine;
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
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads the segments of a home's journal, a block at a time, from the end or from a number that it finds by halving.
///
/// A line that is not a record is passed over: only [#verify] speaks of damage. A torn tail is not yet a record.
///
/// **Thread:** any but an event loop and the FX thread. It keeps no open file and no state.
/// **Errors:** [UncheckedIOException] if a segment is there and cannot be read; a journal that is not there is empty.
public final class FileJournalReader implements JournalReader {
    private final Path home;
    private final Path folder;
    private final Supplier<Optional<Anchor.Head>> anchor;

    /// @param anchor reads the head that the home's database keeps; asked by [#verify] only, and allowed to throw
    public FileJournalReader(Path home, Supplier<Optional<Anchor.Head>> anchor) {
        this.home = home;
        this.folder = home.resolve(FileJournal.FOLDER);
        this.anchor = anchor;
    }

    @Override
    public List<JournalRecord> newest(JournalQuery query, long beforeSeq, int limit) {
        var filter = new RecordFilter(query);
        var page = new ArrayList<JournalRecord>();
        for (SegmentName name : segmentsSince(query.from()).reversed()) {
            if (page.size() >= limit) {
                break;
            }
            read(name, file -> {
                long first = firstSeq(file);
                long at = beforeSeq == Long.MAX_VALUE ? file.wholeEnd() : file.find(beforeSeq);
                var line = file.lineBefore(at);
                while (line.isPresent() && page.size() < limit) {
                    match(filter, file, line.get(), name, first).ifPresent(page::add);
                    line = file.lineBefore(line.get().start());
                }
            });
        }
        return page;
    }

    @Override
    public List<JournalRecord> after(JournalQuery query, long afterSeq, int limit) {
        var filter = new RecordFilter(query);
        var page = new ArrayList<JournalRecord>();
        for (SegmentName name : segmentsFrom(afterSeq + 1, query.from())) {
            if (page.size() >= limit) {
                break;
            }
            read(name, file -> {
                long first = firstSeq(file);
                var line = file.lineAt(file.find(afterSeq + 1));
                while (line.isPresent() && page.size() < limit) {
                    match(filter, file, line.get(), name, first).ifPresent(page::add);
                    line = file.lineAt(line.get().end());
                }
            });
        }
        return page;
    }

    @Override
    public Verification verify() {
        return new ChainCheck(home, folder, anchor).run();
    }

    private interface Reading {
        void in(SegmentFile file) throws IOException;
    }

    private void read(SegmentName name, Reading reading) {
        try (SegmentFile file = SegmentFile.open(folder.resolve(name.fileName()))) {
            reading.in(file);
        } catch (NoSuchFileException e) {
            // Moved away since the folder was listed: its records are simply not here any more.
        } catch (IOException e) {
            throw new UncheckedIOException("The journal's file " + name.fileName() + " cannot be read.", e);
        }
    }

    private Optional<JournalRecord> match(
            RecordFilter filter, SegmentFile file, SegmentFile.Line line, SegmentName name, long firstSeq)
            throws IOException {
        return file.record(line)
                .flatMap(record ->
                        filter.match(record, folder.resolve(name.fileName()), (int) (record.seq() - firstSeq) + 1));
    }

    private static long firstSeq(SegmentFile file) throws IOException {
        return file.firstRecord().map(SealedLine::seq).orElse(0L);
    }

    /// The segments that may hold records at or after an instant: no record is of a later day than its segment's name.
    private List<SegmentName> segmentsSince(@Nullable Instant from) {
        try {
            List<SegmentName> all = SegmentName.list(folder);
            if (from == null) {
                return all;
            }
            LocalDate day = from.atZone(ZoneOffset.UTC).toLocalDate();
            return all.stream().filter(name -> !name.day().isBefore(day)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be read.", e);
        }
    }

    /// The segments from the one that holds a number on, found from the end.
    private List<SegmentName> segmentsFrom(long seq, @Nullable Instant from) {
        List<SegmentName> all = segmentsSince(from);
        int begin = all.size();
        boolean reached = false;
        while (begin > 0 && !reached) {
            begin--;
            long[] first = {Long.MAX_VALUE};
            read(
                    all.get(begin),
                    file -> first[0] = file.firstRecord().map(SealedLine::seq).orElse(Long.MAX_VALUE));
            reached = first[0] <= seq;
        }
        return all.subList(begin, all.size());
    }
}
