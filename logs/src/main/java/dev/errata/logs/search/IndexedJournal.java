package dev.errata.logs.search;

import dev.errata.logs.read.FileJournalReader;
import dev.errata.logs.read.JournalQuery;
import dev.errata.logs.read.JournalReader;
import dev.errata.logs.read.JournalRecord;
import dev.errata.logs.read.Place;
import dev.errata.logs.read.TextQuery;
import dev.errata.logs.read.Verification;
import dev.errata.logs.store.AuditIndex;
import dev.errata.logs.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// A journal that is read over its search index where that is faster.
///
/// ```
/// records   1 ........................ indexed ...... newest
///           |-- the index says where --|-- the files --|
/// ```
///
/// Every record comes from the segments and is asked again whether it fits: a wrong index can hide a record, but never
/// show one that is not there. If the database cannot be read, the files alone answer, slower.
///
/// **Thread:** any but an event loop and the FX thread. **Errors:** those of [FileJournalReader].
public final class IndexedJournal implements JournalReader {
    private final FileJournalReader files;
    private final Supplier<AuditIndex> index;

    /// @param index asked for only when a question needs it
    public IndexedJournal(FileJournalReader files, Supplier<AuditIndex> index) {
        this.files = files;
        this.index = index;
    }

    @Override
    public List<JournalRecord> newest(JournalQuery query, long beforeSeq, int limit) {
        if (!isForIndex(query)) {
            return files.newest(query, beforeSeq, limit);
        }
        try {
            AuditIndex found = index.get();
            long indexed = found.head().seq();
            List<JournalRecord> page = beforeSeq > indexed + 1
                    ? new ArrayList<>(files.newest(query, indexed, beforeSeq, limit))
                    : new ArrayList<>();
            if (page.size() < limit) {
                long before = Math.min(beforeSeq, indexed + 1);
                List<Place> places = found.newest(query, files.firstSeq() - 1, before, limit - page.size());
                page.addAll(files.at(query, places));
            }
            return page;
        } catch (StoreException e) {
            return files.newest(query, beforeSeq, limit);
        }
    }

    @Override
    public List<JournalRecord> after(JournalQuery query, long afterSeq, int limit) {
        if (!isForIndex(query)) {
            return files.after(query, afterSeq, limit);
        }
        try {
            AuditIndex found = index.get();
            long indexed = found.head().seq();
            if (afterSeq >= indexed) {
                return files.after(query, afterSeq, limit);
            }
            long after = Math.max(afterSeq, files.firstSeq() - 1);
            List<JournalRecord> page = new ArrayList<>(files.at(query, found.oldest(query, after, indexed + 1, limit)));
            if (page.size() < limit) {
                page.addAll(files.after(query, indexed, limit - page.size()));
            }
            return page;
        } catch (StoreException e) {
            return files.after(query, afterSeq, limit);
        }
    }

    @Override
    public Verification verify() {
        return files.verify();
    }

    /// A text without any word stands in no index.
    private static boolean isForIndex(JournalQuery query) {
        return !query.equals(JournalQuery.ALL) && (query.text() == null || TextQuery.of(query) != null);
    }
}
