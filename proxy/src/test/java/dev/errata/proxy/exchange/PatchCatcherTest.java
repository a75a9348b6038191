package dev.errata.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.exchange.ExchangeDetail.LaneText;
import dev.errata.proxy.exchange.ExchangeSnapshot.Phase;
import dev.errata.proxy.fixtures.Bench;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.ApplyResult;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposals;
import dev.errata.rules.patch.Submission;
import dev.errata.rules.patch.SubmitResult;
import dev.errata.rules.stream.LaneForm;
import dev.errata.rules.stream.LaneSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PatchCatcherTest {
    private static final String DIFF = "Here:\n```diff\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n```\n";

    private final Taking taking = new Taking();
    private boolean wanted = true;
    private final PatchCatcher catcher = new PatchCatcher(
            taking, () -> wanted, () -> true, client -> client.equals("ide") ? Optional.of("W") : Optional.empty());

    private static final class Taking implements Proposals {
        final List<Submission> taken = new CopyOnWriteArrayList<>();

        @Override
        public SubmitResult propose(Submission submission) {
            taken.add(submission);
            if (submission.client().equals("breaks")) {
                throw new IllegalStateException("broken");
            }
            return new SubmitResult.NoPatch("none", List.of());
        }

        @Override
        public Optional<Proposal> proposal(String id) {
            return Optional.empty();
        }

        @Override
        public List<Proposal> list(Filter filter) {
            return List.of();
        }

        @Override
        public Optional<Proposal> await(String id, long version, Duration atMost) {
            return Optional.empty();
        }

        @Override
        public ApplyResult apply(String id, Actor actor) {
            return new ApplyResult.Missing(id);
        }
    }

    @AfterEach
    void close() {
        catcher.close();
    }

    private static LaneText lane(LaneForm form, String subject, String sent) {
        return new LaneText("0/x", new LaneSource(form, subject), "raw", sent, List.of(), List.of());
    }

    private static ExchangeEnd end(String id, String client, Phase phase, String workspace, LaneText... lanes) {
        var snapshot = new ExchangeSnapshot(
                id,
                1,
                Instant.EPOCH,
                client,
                "POST",
                "/v1/chat/completions",
                "openai-chat",
                "m",
                "s",
                200,
                phase,
                1,
                1,
                10,
                1,
                0,
                0,
                true,
                true,
                "");
        return new ExchangeEnd(
                snapshot,
                0,
                0,
                List.of(),
                List.of(),
                TokenCount.UNKNOWN,
                new Conversation("", workspace),
                TraceParent.NONE,
                () -> new ExchangeDetail(snapshot, "", List.of(lanes), false),
                true);
    }

    private List<Submission> caught(int count) {
        Bench.await(() -> taking.taken.size() >= count);
        return taking.taken;
    }

    @Test
    void proposesWhatTheClientWasSentBoundByItsSettingOrItsWord() {
        catcher.ended(end("e1", "ide", Phase.COMPLETED, "", lane(LaneForm.TEXT, "", DIFF)));
        catcher.ended(end("e2", "ide", Phase.COMPLETED, "said", lane(LaneForm.TEXT, "", DIFF)));
        catcher.ended(end("e3", "other", Phase.COMPLETED, "", lane(LaneForm.TEXT, "", DIFF)));
        assertThat(caught(3)).extracting(Submission::workspace).containsExactly("W", "said", null);
        assertThat(taking.taken.getFirst()).satisfies(one -> {
            assertThat(one.body()).isEqualTo(new Submission.Text(DIFF));
            assertThat(one.held()).isFalse();
            assertThat(one.exchange()).isEqualTo("e1");
            assertThat(one.actor()).isEqualTo(new Actor("ide", Actor.Channel.WIRE));
        });
    }

    @Test
    void takesTheToolCallsOfAnAnswerTogetherButNotItsOwn() {
        catcher.ended(end(
                "e1",
                "ide",
                Phase.COMPLETED,
                "",
                lane(LaneForm.TEXT, "", "I edit two files."),
                lane(LaneForm.ARGUMENTS, "Edit", "{\"a\":1}"),
                lane(LaneForm.ARGUMENTS, "mcp__errata__create_patch_proposal", "{\"patch\":\"x\"}"),
                lane(LaneForm.ARGUMENTS, "Write", "{\"b\":2}")));
        assertThat(caught(1))
                .extracting(Submission::body)
                .containsExactly(new Submission.ToolCalls(List.of(
                        new Submission.ToolCall("Edit", "{\"a\":1}"), new Submission.ToolCall("Write", "{\"b\":2}"))));
    }

    @Test
    void looksAtNothingThatIsNoAnswerToActOn() {
        catcher.ended(end("cut", "ide", Phase.FAILED, "", lane(LaneForm.TEXT, "", DIFF)));
        catcher.ended(end("thought", "ide", Phase.COMPLETED, "", lane(LaneForm.REASONING, "", DIFF)));
        catcher.ended(end("plain", "ide", Phase.COMPLETED, "", lane(LaneForm.TEXT, "", "Paris is nice.")));
        catcher.ended(end("last", "ide", Phase.COMPLETED, "", lane(LaneForm.TEXT, "", DIFF)));
        assertThat(caught(1)).extracting(Submission::exchange).containsExactly("last");
        wanted = false;
        catcher.ended(end("unwanted", "ide", Phase.COMPLETED, "", lane(LaneForm.TEXT, "", DIFF)));
        catcher.close();
        assertThat(taking.taken).hasSize(1);
    }

    @Test
    void goesOnAfterOneThatBreaks() {
        catcher.ended(end("e1", "breaks", Phase.COMPLETED, "", lane(LaneForm.TEXT, "", DIFF)));
        catcher.ended(end("e2", "ide", Phase.COMPLETED, "", lane(LaneForm.TEXT, "", DIFF)));
        assertThat(caught(2)).extracting(Submission::exchange).containsExactly("e1", "e2");
    }
}
