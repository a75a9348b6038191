package dev.errata.desktop.traffic;

import dev.errata.proxy.exchange.ExchangeDetail;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the detail pane shows: everything worked out, so that the FX thread only has to set it.
///
/// @param request the request's body, indented if it is JSON
record Shown(ExchangeDetail detail, AnswerText answer, String request, String why) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Shown of(ExchangeDetail detail) {
        return new Shown(detail, AnswerText.of(detail), indent(detail.request()), StateWords.why(detail));
    }

    static Optional<Shown> of(Optional<ExchangeDetail> detail) {
        return detail.map(Shown::of);
    }

    private static String indent(String body) {
        try {
            JsonNode node = JSON.readTree(body);
            return node.isContainer() ? node.toPrettyString() : body;
        } catch (JacksonException e) {
            // Not JSON, or cut by the capture's bound: shown as it came.
            return body;
        }
    }
}
