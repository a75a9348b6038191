package dev.errata.logs.read;

import dev.errata.logs.chain.SealedLine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a query asks of a line: first what its fixed places tell, and only then its parsed form.
final class RecordFilter {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JournalQuery query;
    private final @Nullable TextQuery words;
    private final @Nullable String text;
    private final @Nullable String quotedText;
    private final @Nullable Pattern model;
    private final @Nullable Pattern client;

    RecordFilter(JournalQuery query) {
        this.query = query;
        this.words = TextQuery.of(query);
        this.model = glob(query.model());
        this.client = glob(query.client());
        String wanted = query.text();
        if (wanted == null || words != null) {
            text = null;
            quotedText = null;
        } else {
            text = wanted.toLowerCase(Locale.ROOT);
            quotedText = new String(new JsonStringEncoder().quoteAsCharArray(wanted)).toLowerCase(Locale.ROOT);
        }
    }

    /// The record, if it is wanted.
    ///
    /// @param line its line in the segment
    Optional<JournalRecord> match(SealedLine sealed, Path segment, int line) {
        if (!wantsType(sealed.type()) || !wantsTime(sealed.ts())) {
            return Optional.empty();
        }
        String json = sealed.json();
        String exchange = query.exchange();
        if (!wantsText(json) || (exchange != null && !json.contains(exchange))) {
            return Optional.empty();
        }
        JsonNode body;
        try {
            body = JSON.readTree(json);
        } catch (JacksonException e) {
            return Optional.empty(); // damaged in its middle; the check of the chain names it
        }
        boolean wanted = (exchange == null || body.path("exchange").asString("").equals(exchange))
                && wantsRule(body)
                && wantsName(model, body.path("model"))
                && wantsName(client, body.path("client"))
                && (words == null || words.stands(SearchWords.of(body)));
        return wanted
                ? Optional.of(new JournalRecord(sealed.seq(), sealed.ts(), sealed.type(), segment, line, body, json))
                : Optional.empty();
    }

    private boolean wantsType(String type) {
        String wanted = query.type();
        return wanted == null || type.equals(wanted) || type.startsWith(wanted.endsWith(".") ? wanted : wanted + ".");
    }

    private boolean wantsTime(Instant ts) {
        Instant from = query.from();
        Instant to = query.to();
        return (from == null || !ts.isBefore(from)) && (to == null || ts.isBefore(to));
    }

    /// What a text without any word asks for: that it stands somewhere in the line.
    private boolean wantsText(String json) {
        if (text == null || quotedText == null) {
            return true;
        }
        String lower = json.toLowerCase(Locale.ROOT);
        return lower.contains(text) || lower.contains(quotedText);
    }

    private static boolean wantsName(@Nullable Pattern wanted, JsonNode name) {
        return wanted == null
                || (name.isString() && wanted.matcher(name.asString()).matches());
    }

    private static @Nullable Pattern glob(@Nullable String wanted) {
        return wanted == null
                ? null
                : Pattern.compile(
                        Stream.of(wanted.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                        Pattern.DOTALL);
    }

    private boolean wantsRule(JsonNode body) {
        Long rule = query.rule();
        return rule == null
                || isRule(body, rule)
                || names(body.path("rewrites"), rule)
                || names(body.path("observed"), rule);
    }

    private static boolean names(JsonNode entries, long rule) {
        for (JsonNode entry : entries) {
            if (isRule(entry, rule)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRule(JsonNode node, long rule) {
        JsonNode id = node.path("rule");
        return id.isIntegralNumber() && id.asLong() == rule;
    }
}
