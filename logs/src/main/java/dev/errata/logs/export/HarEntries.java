package dev.errata.logs.export;

import dev.errata.logs.event.EventCodec;
import dev.errata.logs.event.TrafficEvent;
import dev.errata.logs.event.TrafficEvent.ExchangeFinished;
import dev.errata.logs.event.TrafficEvent.ExchangeStarted;
import dev.errata.logs.read.JournalQuery;
import dev.errata.logs.read.JournalReader;
import dev.errata.logs.read.JournalRecord;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Finished exchanges as entries of an HTTP archive. What the journal does not have, the archive names as unknown in
/// its
/// own way: sizes are -1, lists are empty. Fields of our own begin with an underscore, as the format asks.
///
/// **Source:** HAR 1.2, <http://www.softwareishard.com/blog/har-12-spec/>.
final class HarEntries implements JournalExport.Form {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Writer out;
    private final JournalReader reader;
    private final String version;
    private boolean any;

    HarEntries(Writer out, JournalReader reader, String version) {
        this.out = out;
        this.reader = reader;
        this.version = version;
    }

    @Override
    public void begin() throws IOException {
        out.write("{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"Errata\",\"version\":");
        out.write(JSON.writeValueAsString(version));
        out.write("},\"entries\":[");
    }

    @Override
    public boolean write(JournalRecord record) throws IOException {
        if (!(EventCodec.decode(record.body()).orElse(null) instanceof ExchangeFinished finished)) {
            return false;
        }
        out.write(any ? ",\n" : "\n");
        any = true;
        out.write(entry(record, finished, start(record, finished.exchange())).toString());
        return true;
    }

    @Override
    public void end() throws IOException {
        out.write("\n]}}\n");
        out.flush();
    }

    /// The exchange's beginning: the nearest before its end, since an exchange takes minutes at most.
    private @Nullable ExchangeStarted start(JournalRecord end, String exchange) {
        var query =
                new JournalQuery("exchange.started", end.ts().minus(Duration.ofDays(1)), null, exchange, null, null);
        for (JournalRecord record : reader.newest(query, end.seq(), 1)) {
            if (EventCodec.decode(record.body()).orElse(null) instanceof ExchangeStarted started) {
                return started;
            }
        }
        return null;
    }

    private static ObjectNode entry(JournalRecord record, ExchangeFinished end, @Nullable ExchangeStarted start) {
        Instant begin = record.ts().minusMillis(Math.max(0, end.durationMillis()));
        ObjectNode entry = NODES.objectNode();
        entry.put("startedDateTime", EventCodec.time(begin)).put("time", Math.max(0, end.durationMillis()));
        entry.set("request", request(end, start));
        entry.set("response", response(end));
        entry.putObject("cache");
        entry.putObject("timings")
                .put("send", 0)
                .put("wait", Math.max(0, end.durationMillis()))
                .put("receive", 0);
        entry.put("comment", "Bodies and headers are not in the journal.");
        entry.put("_record", record.seq()).put("_exchange", end.exchange()).put("_wire", end.wire());
        entry.put("_model", end.model()).put("_outcome", end.outcome()).put("_inspected", end.inspected());
        entry.put("_raw_sha256", end.rawSha256()).put("_sent_sha256", end.sentSha256());
        entry.put("_corrections", end.rewrites().size());
        return entry;
    }

    private static ObjectNode request(ExchangeFinished end, @Nullable ExchangeStarted start) {
        ObjectNode request = NODES.objectNode();
        request.put("method", start == null ? "" : start.method());
        request.put("url", start == null ? "" : url(start));
        request.put("httpVersion", "HTTP/1.1");
        request.putArray("cookies");
        request.putArray("headers").addObject().put("name", "User-Agent").put("value", end.client());
        request.putArray("queryString");
        return request.put("headersSize", -1).put("bodySize", -1);
    }

    private static String url(TrafficEvent.ExchangeStarted start) {
        String base = start.upstream();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + start.path();
    }

    private static ObjectNode response(ExchangeFinished end) {
        ObjectNode response = NODES.objectNode();
        response.put("status", end.status()).put("statusText", "").put("httpVersion", "HTTP/1.1");
        response.putArray("cookies");
        response.putArray("headers");
        response.putObject("content").put("size", -1).put("mimeType", "x-unknown");
        return response.put("redirectURL", "").put("headersSize", -1).put("bodySize", -1);
    }
}
