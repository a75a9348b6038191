package dev.errata.logs.export;

import dev.errata.logs.read.JournalQuery;
import dev.errata.logs.read.JournalReader;
import dev.errata.logs.read.JournalRecord;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Set;

/// Writes the records that fit a query, oldest first, page by page, so that the memory holds one page.
///
/// **Thread:** one that may block. **Errors:** [IOException] of the writer; what was written until then stays there.
public final class JournalExport {
    private static final int PAGE = 500;
    private static final Set<String> EXCHANGES = Set.of("exchange", "exchange.finished");

    private final JournalReader reader;
    private final String version;

    /// @param version Errata's, which an archive names as its maker
    public JournalExport(JournalReader reader, String version) {
        this.reader = reader;
        this.version = version;
    }

    /// What one form does with each record.
    interface Form {
        void begin() throws IOException;

        /// Says whether it wrote something of it.
        boolean write(JournalRecord record) throws IOException;

        void end() throws IOException;
    }

    /// Writes them and says how many there were.
    public long write(ExportFormat format, JournalQuery query, Writer out) throws IOException {
        Form form = switch (format) {
            case JSONL -> new JsonLines(out);
            case CSV -> new CsvRows(out);
            case HAR -> new HarEntries(out, reader, version);
        };
        JournalQuery asked = format == ExportFormat.HAR ? finished(query) : query;
        long written = 0;
        long after = 0;
        form.begin();
        for (List<JournalRecord> page = reader.after(asked, after, PAGE);
                !page.isEmpty();
                page = reader.after(asked, after, PAGE)) {
            for (JournalRecord record : page) {
                written += form.write(record) ? 1 : 0;
            }
            after = page.getLast().seq();
        }
        form.end();
        return written;
    }

    /// An archive has finished exchanges only: a query for another type finds none.
    private static JournalQuery finished(JournalQuery query) {
        String type = query.type();
        return new JournalQuery(
                type == null || EXCHANGES.contains(type) ? "exchange.finished" : type,
                query.from(),
                query.to(),
                query.exchange(),
                query.rule(),
                query.text(),
                query.model(),
                query.client());
    }

    private record JsonLines(Writer out) implements Form {
        @Override
        public void begin() {}

        @Override
        public boolean write(JournalRecord record) throws IOException {
            out.write(record.json());
            out.write('\n');
            return true;
        }

        @Override
        public void end() throws IOException {
            out.flush();
        }
    }
}
