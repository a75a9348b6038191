package dev.errata.logs.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class EventCodecTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void writesAFinishedExchangeInItsFixedOrder() {
        var rewrite = new RewriteEntry("0/text", 7, "incorrect_fact", 3, "Sydney", "Canberra", 0.5);
        var shadow = new RewriteEntry("0/text", 8, "own", 9, "a \"b\"\n", null, Double.NaN, true);
        var event = new TrafficEvent.ExchangeFinished(
                "01X",
                "curl",
                "openai-chat",
                null,
                200,
                "completed",
                true,
                "",
                "aa",
                "bb",
                List.of(rewrite),
                List.of(shadow),
                12);
        assertThat(line(event))
                .isEqualTo("{\"seq\":5,\"ts\":\"2026-11-21T10:00:00.000Z\",\"type\":\"exchange.finished\","
                        + "\"exchange\":\"01X\",\"client\":\"curl\",\"wire\":\"openai-chat\","
                        + "\"model\":null,\"status\":200,"
                        + "\"outcome\":\"completed\",\"inspected\":true,\"note\":\"\","
                        + "\"raw_sha256\":\"aa\",\"sent_sha256\":\"bb\","
                        + "\"rewrites\":[{\"lane\":\"0/text\",\"rule\":7,\"rule_type\":\"incorrect_fact\",\"start\":3,"
                        + "\"before\":\"Sydney\",\"after\":\"Canberra\",\"confidence\":0.5}],"
                        + "\"observed\":[{\"lane\":\"0/text\",\"rule\":8,\"rule_type\":\"own\",\"start\":9,"
                        + "\"before\":\"a"
                        + " \\\"b\\\"\\n"
                        + "\",\"after\":null,\"confidence\":null,\"shadow\":true}],"
                        + "\"duration_millis\":12,\"prev\":\"p\"");
    }

    @Test
    void aLoneSurrogateBecomesOneReplacementCharacter() {
        assertThat(line(new SystemEvent.Stopped("a\uD83Db\uDE00\uD83D\uDE00\uD83D")))
                .contains("\"a\uFFFDb\uFFFD\uD83D\uDE00\uFFFD\"");
    }

    @Test
    void aReplacementThatItsLineCannotHoldIsToldInUnits() {
        var rewrite = new RewriteEntry("0/text", 7, "own", 3, "x", "a\uD83D", 1);
        var event = new TrafficEvent.ExchangeFinished(
                "01X", "c", "w", null, 200, "completed", true, "", "", "", List.of(rewrite), List.of(), 1);
        assertThat(line(event)).contains("\"after\":\"a\uFFFD\",\"after_units\":\"0061d83d\",");
        assertThat(EventCodec.fromUnits("0061d83d")).isEqualTo("a\uD83D");
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void everyKindIsOneLineOfJsonWithSnakeCaseKeys(Event event) {
        String line = line(event);
        JsonNode body = JsonMapper.shared().readTree(line + "}");
        assertThat(line).doesNotContain("\n");
        assertThat(body.path("type").asString()).isEqualTo(event.type());
        assertThat(body.propertyNames())
                .allMatch(name -> name.matches("[a-z0-9_]+"))
                .startsWith("seq", "ts", "type")
                .endsWith("prev");
        assertThat(body.size()).isEqualTo(4 + event.getClass().getRecordComponents().length);
    }

    static List<Event> everyKind() {
        return List.of(
                new TrafficEvent.ExchangeStarted("01X", "c", "POST", "/v1", "openai-chat", "http://u", 3),
                new TrafficEvent.ExchangeFinished(
                        "01X", "c", "other", "m", 0, "refused", false, "n", "", "", List.of(), List.of(), 1),
                new RulesEvent.RulesLoaded(1, 2, 3),
                new RulesEvent.RuleChanged(1, "added", "cli"),
                new RulesEvent.RuleFailed("01X", 7, "r", "open"),
                new RulesEvent.RulesImported("p", "1", 9, 1, 2, 3, "cli"),
                new RulesEvent.ImportUndone(9, 1, 2, 3, "window"),
                new RulesEvent.DatabaseOpened("opened", ""),
                new SystemEvent.Started("0.1", "serve"),
                new SystemEvent.Stopped("line\nbreak"),
                new SystemEvent.CorrectionSwitched("paused", AT, "window"),
                new SystemEvent.CorrectionSwitched("on", null, "window"),
                new SystemEvent.ListenerChanged("listening", "127.0.0.1:1", "cli"),
                new SystemEvent.UpstreamChanged("a", "b", "api"),
                new SystemEvent.BreakerMoved("u", "CLOSED", "OPEN", "t", "r"),
                new SystemEvent.SettingChanged("k", "a", "b", "api"),
                new SystemEvent.ClientChanged("ide", "added", "cli"),
                new SystemEvent.TokenRotated("owner", "api"),
                new SystemEvent.CaptureCleared(3, 4, "cli"),
                new SystemEvent.JournalRepaired("s", 1, 2, "k"),
                new SystemEvent.JournalDamaged("s", 1, "r"),
                new SystemEvent.AnchorMissing(9));
    }

    private static String line(Event event) {
        return new String(new EventCodec().encode(5, AT, event, "p"), UTF_8);
    }
}
