package dev.errata.proxy.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.exchange.Exchange;
import dev.errata.proxy.exchange.ExchangeRing;
import dev.errata.proxy.fixtures.Fixed;
import dev.errata.proxy.fixtures.LiteralProgram;
import dev.errata.proxy.wire.Completions;
import dev.errata.proxy.wire.RequestFacts;
import dev.errata.proxy.wire.RequestFacts.Completion;
import dev.errata.proxy.wire.Wire;
import dev.errata.rules.Rule.Policy;
import dev.errata.rules.stream.LaneForm;
import dev.errata.rules.stream.LaneKind;
import dev.errata.rules.stream.LaneSource;
import dev.errata.rules.stream.RuleProgram;
import dev.errata.rules.stream.RulePrograms;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CompletionsStreamTest {

    private static final RequestFacts PLAIN = new RequestFacts(true, "m", Set.of());

    private final Fixed clock = new Fixed();
    private final ExchangeRing ring = new ExchangeRing(clock);
    private final Outbox out = new Outbox();

    private static RequestFacts facts(Completion completion) {
        return new RequestFacts(true, "m", Set.of(), "", completion);
    }

    private static Rules rules(RequestFacts facts) {
        RuleProgram program =
                RulePrograms.compile(LiteralProgram.replacing("teh", "the").ruleSet());
        return Rules.of(program, "test", facts);
    }

    private Exchange exchange() {
        Exchange exchange = Fixed.exchange(ring, "X");
        exchange.read(true, true);
        return exchange;
    }

    private String stream(Wire wire, RequestFacts facts, String events) {
        var body = new StreamBody(wire, rules(facts), exchange(), clock);
        byte[] bytes = events.getBytes(StandardCharsets.UTF_8);
        out.clear();
        body.feed(bytes, 0, bytes.length, out);
        body.end(out);
        return new String(out.bytes(), StandardCharsets.UTF_8);
    }

    private String whole(Wire wire, String json) {
        var body = new WholeBody(wire, rules(PLAIN), exchange());
        body.add(json.getBytes(StandardCharsets.UTF_8));
        return body.finish() instanceof WholeBody.Finished.Rewritten(byte[] bytes, RuleTrouble none)
                ? new String(bytes, StandardCharsets.UTF_8)
                : "unread";
    }

    private static String piece(int index, String content) {
        return "data: {\"index\":" + index + ",\"content\":\"" + content
                + "\",\"tokens\":[5],\"stop\":false,\"id_slot\":-1,\"tokens_predicted\":1,\"tokens_evaluated\":3}\n\n";
    }

    private static String stop(int index) {
        return "data: {\"index\":" + index
                + ",\"content\":\"\",\"stop\":true,\"prompt\":\"teh\",\"stopping_word\":\"teh\"}" + "\n\n";
    }

    private static String choice(String text) {
        return "data: {\"choices\":[{\"text\":\"" + text + "\",\"index\":0,\"logprobs\":null,\"finish_reason\":null}],"
                + "\"model\":\"small\"}\n\n";
    }

    @Test
    void llamasOwnPiecesAreNeitherDividedNorDropped() {
        String events = piece(0, "a t") + piece(0, "e") + piece(0, "h b t") + piece(0, "o") + stop(0);
        assertThat(stream(Completions.LLAMA, PLAIN, events))
                .isEqualTo(piece(0, "a the") + piece(0, "") + piece(0, " b t") + piece(0, "o") + stop(0));
    }

    @Test
    void openAisChoicesMayBe() {
        String events = choice("a teh t") + choice("e") + choice("h b") + "data: [DONE]\n\n";
        assertThat(stream(Completions.OPENAI, PLAIN, events))
                .isEqualTo(choice("a the ") + choice("the") + choice(" b") + "data: [DONE]\n\n");
    }

    @Test
    void eachShapeIsReadOnTheOthersPath() {
        assertThat(stream(Completions.LLAMA, PLAIN, choice("teh"))).isEqualTo(choice("the"));
        assertThat(stream(Completions.OPENAI, PLAIN, piece(0, "teh") + stop(0))).isEqualTo(piece(0, "the") + stop(0));
    }

    @Test
    void severalResultsAreLanesAndTheLastStopIsTheEnd() {
        var two = facts(new Completion(false, "", false, 2));
        String events = piece(0, "te") + piece(1, "te") + piece(1, "h") + stop(1) + piece(0, "n");
        assertThat(stream(Completions.LLAMA, two, "data: null\n\n" + events + stop(0)))
                .isEqualTo("data: null\n\n" + piece(0, "te") + piece(1, "the") + piece(1, "") + stop(1) + piece(0, "n")
                        + stop(0));
        assertThat(out.lastFrom()).isEqualTo(out.length() - stop(0).length());
        stream(Completions.LLAMA, PLAIN, piece(0, "a") + stop(0) + ":\n\n");
        assertThat(out.lastFrom()).isEqualTo(piece(0, "a").length());
    }

    @Test
    void anErrorEndsTheTexts() {
        String error = "data: {\"error\":{\"code\":500,\"message\":\"teh\"}}\n\n";
        assertThat(stream(Completions.LLAMA, PLAIN, piece(0, "a te") + error)).isEqualTo(piece(0, "a te") + error);
    }

    @Test
    void readsObjectsAndArraysAndWhatResponseFieldsLeft() {
        assertThat(whole(Completions.INFILL, "{\"content\":\"teh\",\"timings/prompt_n\":1}"))
                .isEqualTo("{\"content\":\"the\",\"timings/prompt_n\":1}");
        assertThat(whole(Completions.INFILL, "[{\"index\":0,\"content\":\"teh\"},{\"content\":\"teh\",\"index\":1}]"))
                .isEqualTo("[{\"index\":0,\"content\":\"the\"},{\"content\":\"the\",\"index\":1}]");
        assertThat(whole(Completions.LLAMA, "[{\"content\":\"te\"},{\"content\":\"h\"}]"))
                .isEqualTo("[{\"content\":\"te\"},{\"content\":\"h\"}]");
        assertThat(whole(Completions.LLAMA, "{}")).isEqualTo("{}");
        assertThat(whole(Completions.LLAMA, "{\"content\":null,\"prompt\":\"teh\"}"))
                .isEqualTo("{\"content\":null,\"prompt\":\"teh\"}");
        assertThat(whole(Completions.LLAMA, "nothing")).isEqualTo("unread");
    }

    /// What llama.vim asks of an answer before it looks inside.
    @Test
    void aChangedAnswerStillPleasesLlamaVim() {
        String sent = whole(Completions.INFILL, "{\"content\":\"teh\\n\",\"truncated\":false}");
        assertThat(sent).startsWith("{").contains("\"content\":\"the\\n\"");
    }

    @Test
    void betweenTwoTextsIsCode() {
        var filled = new Completion(true, "python", false, 1);
        assertThat(rules(facts(filled)).source(LaneKind.TEXT, null)).isEqualTo(new LaneSource(LaneForm.CODE, "python"));
        assertThat(rules(PLAIN).source(LaneKind.TEXT, null)).isEqualTo(LaneSource.of(LaneForm.TEXT));
        assertThat(rules(PLAIN).source(LaneKind.CODE, null)).isEqualTo(LaneSource.of(LaneForm.CODE));
        var json = new RequestFacts(true, "m", Set.of(Policy.JSON), "s", filled);
        assertThat(rules(json).source(LaneKind.CODE, null)).isEqualTo(new LaneSource(LaneForm.JSON, "s"));
    }

    @Test
    void anAnswerThatBeginsWithThePromptIsLeftAloneAndSaysSo() {
        var echo = facts(new Completion(false, "", true, 1));
        assertThat(stream(Completions.OPENAI, echo, choice("teh"))).isEqualTo(choice("teh"));
        assertThat(rules(echo).note().orElseThrow()).contains("echo");
    }
}
