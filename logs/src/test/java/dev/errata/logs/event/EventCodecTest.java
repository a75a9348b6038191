package dev.errata.logs.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
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

    @ParameterizedTest
    @MethodSource("everyKind")
    void everyKindIsReadBackAsItWas(Event event) {
        assertThat(EventCodec.decode(JsonMapper.shared().readTree(line(event) + "}")))
                .contains(event);
    }

    @Test
    void everyKindOfTheVocabularyIsTriedHereAndNoneHasTwoTypes() {
        assertThat(everyKind().stream().map(Event::getClass).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Vocabulary.all().stream().map(EventKind::form).toList());
        assertThat(Vocabulary.all())
                .extracting(EventKind::type)
                .doesNotHaveDuplicates()
                .allMatch(type -> type.matches("[a-z]+(\\.[a-z_]+)+"));
        for (Event event : everyKind()) {
            assertThat(Vocabulary.of(event.type()).map(EventKind::form)).contains(event.getClass());
        }
        assertThat(Vocabulary.all().stream().map(EventKind::family).distinct())
                .containsExactly("traffic", "rules", "patches", "approvals", "states", "sessions", "system");
    }

    @Test
    void readsRewritesBackWithWhatTheirLineCannotHold() {
        var rewrite = new RewriteEntry("0/text", 7, "own", 3, "x", "a\uD83D", 0.25);
        var shadow = new RewriteEntry("0/text", 8, "own", 3, "x", null, 1, true);
        var event = new TrafficEvent.ExchangeFinished(
                "01X", "c", "w", null, 200, "completed", true, "", "", "", List.of(rewrite), List.of(shadow), 1);
        assertThat(EventCodec.decode(JsonMapper.shared().readTree(line(event) + "}")))
                .contains(event);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":\"system.unheard_of\",\"reason\":\"x\"}",
                "{\"type\":\"system.stopped\"}",
                "{\"type\":\"system.stopped\",\"reason\":null}",
                "{\"type\":\"system.stopped\",\"reason\":7}",
                "{\"type\":\"correction.switched\",\"state\":\"on\",\"until\":\"soon\",\"channel\":\"cli\"}"
            })
    void whatIsNoEventIsReadAsNone(String record) {
        assertThat(EventCodec.decode(JsonMapper.shared().readTree(record))).isEmpty();
    }

    @Test
    void aRecordFromBeforeAFieldWasKeptIsRead() {
        var event = new PatchEvent.Proposed("p", null, null, "cli", null, null, "diff", 1, 1, "d", null);
        String old = (line(event) + "}").replace("\"operator\":null,", "");
        assertThat(old).doesNotContain("operator");
        assertThat(EventCodec.decode(JsonMapper.shared().readTree(old))).contains(event);
    }

    static List<Event> everyKind() {
        return List.of(
                new TrafficEvent.ExchangeStarted("01X", "c", "POST", "/v1", "openai-chat", "http://u", 3),
                new TrafficEvent.ExchangeFinished(
                        "01X", "c", "other", "m", 0, "refused", false, "n", "", "", List.of(), List.of(), 1),
                new TrafficEvent.ExchangesRefused("01X", "c", 429, "n", 9),
                new RulesEvent.RulesLoaded(1, 2, 3),
                new RulesEvent.RuleChanged(1, "added", "cli"),
                new RulesEvent.RuleFailed("01X", 7, "r", "open"),
                new RulesEvent.RulesImported("p", "1", 9, 1, 2, 3, "cli"),
                new RulesEvent.ImportUndone(9, 1, 2, 3, "window"),
                new RulesEvent.DatabaseOpened("opened", ""),
                new StateEvent.Moved(
                        "01Y",
                        AT,
                        "task_state_transition",
                        "info",
                        "task",
                        "01X",
                        2,
                        "queued",
                        "running",
                        "t",
                        "",
                        null,
                        Map.of("worker_id", "w"),
                        new StateEvent.Context("r", null)),
                new StateEvent.Created(
                        "01W",
                        AT,
                        "task_created",
                        "info",
                        "task",
                        "01X",
                        "pending",
                        Map.of("name", "n"),
                        new StateEvent.Context("r", "w")),
                new StateEvent.Deleted(
                        "01W",
                        AT,
                        "run_deleted",
                        "info",
                        "run",
                        "01X",
                        2,
                        "running",
                        "",
                        "ann",
                        List.of("task/01Y"),
                        new StateEvent.Context("r", null)),
                new StateEvent.Unmade("01Z", AT, "01Y", "task", "01X", "r"),
                new StateEvent.Noted(
                        "01Z", AT, "warning", "warning", "task", "01X", "running", "r", StateEvent.Context.NONE),
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
                new SystemEvent.SegmentArchived("s", 1, 2, "e", "h", 3),
                new SystemEvent.SegmentRemoved("s", 1, 2, "e", "h"),
                new SystemEvent.AnchorMissing(9),
                new PatchEvent.WorkspaceAdded("workspace", "name", "folder", "channel"),
                new PatchEvent.VersionRecorded("workspace", "version", "parent?", "treeSha256", 14, "cause"),
                new PatchEvent.VersionRecorded("workspace", "version", null, "treeSha256", 14, "cause"),
                new PatchEvent.Proposed(
                        "proposal",
                        "workspace?",
                        "baseVersion?",
                        "source",
                        "operator?",
                        "exchange?",
                        "format",
                        16,
                        17,
                        "digest",
                        "retryOf?"),
                new PatchEvent.Proposed("proposal", null, null, "source", null, null, "format", 16, 17, "digest", null),
                new PatchEvent.Bound("proposal", "workspace", "baseVersion", "how"),
                new PatchEvent.Evaluated(
                        "proposal", "status", List.of("a", "b"), "syntax", 14, "verdictSha256", "checker"),
                new PatchEvent.GateFinished("proposal", "gate", "kind", "state", 14, true, "outputSha256", 107),
                new PatchEvent.Rebased("proposal", "fromVersion", "toVersion", 13, 14),
                new PatchEvent.Applying("proposal", "workspace", "baseVersion", "digest", "resultSha256", 15),
                new PatchEvent.Applied("proposal", "workspace", "version", "resultSha256", 14),
                new PatchEvent.ApplyFailed("proposal", "step", 12, "reason"),
                new PatchEvent.RolledBack(
                        "proposal", "workspace", "version", "treeSha256", "operator", "channel", "reason"),
                new PatchEvent.TakenElsewhere("proposal", "workspace"),
                new ApprovalEvent.Requested("request", "proposal", "ticket", AT),
                new ApprovalEvent.HunkDecided("request", "proposal", 12, "state", "operator", "channel"),
                new ApprovalEvent.HunkEdited("request", "proposal", 12, "ticket", "digest", "operator", "channel"),
                new ApprovalEvent.Commented("request", "proposal", 12, "comment", "operator", "channel"),
                new ApprovalEvent.Granted(
                        "request",
                        "proposal",
                        "ticket",
                        List.of(1, 3),
                        "reason",
                        "operator",
                        "channel",
                        true,
                        "policySha256?"),
                new ApprovalEvent.Granted(
                        "request", "proposal", "ticket", List.of(1, 3), "reason", "operator", "channel", true, null),
                new ApprovalEvent.Denied("request", "proposal", "ticket", "reason", "operator", "channel"),
                new ApprovalEvent.Withdrawn("request", "proposal", "ticket", "reason", "operator", "channel"),
                new ApprovalEvent.Expired("request", "proposal", "ticket"),
                new ApprovalEvent.Spent("request", "proposal", "ticket"),
                new ApprovalEvent.Refused("request", "proposal", "ticket", "reason", "channel"),
                new SessionEvent.Started("session", "client", "workspace?", "model?", "how"),
                new SessionEvent.Started("session", "client", null, null, "how"),
                new SessionEvent.Ended("session", "reason", 102, 103, 104),
                new SessionEvent.Deleted("session", "cause", "channel"),
                new SessionEvent.Damaged("session", "reason", "keptIn"),
                new SessionEvent.TokensCounted("exchange", "session?", "model?", 103, 104, "source"),
                new SessionEvent.TokensCounted("exchange", null, null, 103, 104, "source"),
                new SessionEvent.BudgetReached("budget", "session?", 12, 103, 104, "then"),
                new SessionEvent.BudgetReached("budget", null, 12, 103, 104, "then"));
    }

    private static String line(Event event) {
        return new String(new EventCodec().encode(5, AT, event, "p"), UTF_8);
    }
}
