package dev.errata.proxy.exchange;

import dev.errata.rules.session.TokenEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Estimates of an exchange's tokens from its texts, where the server has not counted.
///
/// Of a request the texts count that reach the model: all strings of the properties below and the names and
/// descriptions of the tools. A request that was cut counts by its length as it is: JSON around the texts makes that
/// a little too much.
final class TextTokens {

    private static final Set<String> SPOKEN = Set.of(
            "messages",
            "prompt",
            "system",
            "input",
            "instructions",
            "tools",
            "input_prefix",
            "input_suffix",
            "input_extra",
            "suffix");

    private TextTokens() {}

    /// All that the model wrote.
    static String answer(ExchangeDetail texts) {
        return texts.lanes().stream().map(ExchangeDetail.LaneText::raw).collect(Collectors.joining("\n"));
    }

    /// All that reached the model, a text in a line.
    static String request(ExchangeDetail texts) {
        try {
            JsonNode request = JsonMapper.shared().readTree(texts.request());
            List<String> said = new ArrayList<>();
            SPOKEN.stream().sorted().forEach(name -> collect(request.path(name), said));
            return String.join("\n", said);
        } catch (JacksonException e) {
            return texts.request();
        }
    }

    private static void collect(JsonNode node, List<String> into) {
        if (node.isString()) {
            into.add(node.asString());
        }
        node.forEach(child -> collect(child, into));
    }

    static long ofAnswer(ExchangeDetail texts) {
        long quarters = 0;
        for (ExchangeDetail.LaneText lane : texts.lanes()) {
            quarters += TokenEstimate.quarters(lane.raw());
        }
        return TokenEstimate.rounded(quarters);
    }

    static long ofRequest(ExchangeDetail texts) {
        try {
            JsonNode request = JsonMapper.shared().readTree(texts.request());
            long quarters = 0;
            for (String name : SPOKEN) {
                quarters += quarters(request.path(name));
            }
            return TokenEstimate.rounded(quarters);
        } catch (JacksonException e) {
            return TokenEstimate.of(texts.request());
        }
    }

    private static long quarters(JsonNode node) {
        if (node.isString()) {
            return TokenEstimate.quarters(node.asString());
        }
        long quarters = 0;
        for (JsonNode child : node) {
            quarters += quarters(child);
        }
        return quarters;
    }
}
