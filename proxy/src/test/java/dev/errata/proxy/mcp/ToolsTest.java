package dev.errata.proxy.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.proxy.fixtures.Bench;
import dev.errata.rules.patch.Actor;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Each tool, over a desk in memory and real sockets.
final class ToolsTest {
    private static final String TWO_HUNKS =
            "FILE src/a.txt\nONE\ntwo\nthree\n" + "one\ntwo\nthree\n".repeat(8) + "one\ntwo\nTHREE\n";

    /// Patient, so that a busy machine gets no ticket where a test wants none.
    private McpBench bench =
            new McpBench(new McpLimits(Duration.ofSeconds(20), Duration.ofSeconds(45), Duration.ofSeconds(15), 64, 16));

    @AfterEach
    void close() {
        bench.close();
    }

    private JsonNode data(String tool, String arguments) {
        JsonNode result = bench.tool(tool, arguments);
        assertThat(result.path("isError").booleanValue()).as(result.toString()).isFalse();
        assertThat(result.at("/content/0/text").stringValue())
                .isEqualTo(result.path("structuredContent").toString());
        return result.path("structuredContent");
    }

    private String wrong(String tool, String arguments) {
        JsonNode result = bench.tool(tool, arguments);
        assertThat(result.path("isError").booleanValue()).as(result.toString()).isTrue();
        assertThat(result.has("structuredContent")).isFalse();
        return result.at("/content/0/text").stringValue();
    }

    private static String about(String id) {
        return "{\"proposal\":\"" + id + "\"}";
    }

    @Test
    void leadsFromAProposalToAVersion() {
        String id = bench.propose(TWO_HUNKS);
        JsonNode pending = data("request_patch_approval", about(id));
        assertThat(pending.path("status").stringValue()).isEqualTo("pending");
        assertThat(pending.path("ticket").stringValue()).isEqualTo("0".repeat(64));
        assertThat(pending.path("hunks").size()).isEqualTo(2);
        assertThat(pending.at("/hunks/0/findings/0/reason").stringValue()).isEqualTo("it hides a <U+202E> in the line");
        assertThat(data("apply_approved_patch", about(id)).path("message").stringValue())
                .startsWith("Nothing was applied.");
        assertThat(bench.desk.applied()).isZero();

        bench.desk.approve(id, Set.of(2));

        JsonNode approved = data("wait_for_approval", about(id));
        assertThat(approved.path("status").stringValue()).isEqualTo("approved");
        assertThat(approved.at("/hunks/0/state").stringValue()).isEqualTo("rejected");
        assertThat(approved.at("/hunks/1/state").stringValue()).isEqualTo("accepted");
        JsonNode applied = data("apply_approved_patch", about(id));
        assertThat(applied.path("status").stringValue()).isEqualTo("applied");
        String version = applied.path("applied_version").stringValue();
        JsonNode info = data("get_version_info", "{\"version\":\"" + version + "\",\"paths\":true}");
        assertThat(info.path("proposal").stringValue()).isEqualTo(id);
        assertThat(info.path("paths").toString()).isEqualTo("[\"src/a.txt\"]");
        assertThat(data("get_diff", "{\"from_version\":\"v-1\",\"to_version\":\"" + version + "\"}")
                        .path("diff")
                        .stringValue())
                .contains("-three\n+THREE\n")
                .doesNotContain("ONE");
    }

    @Test
    void applyingTwiceAppliesOnce() {
        String id = bench.propose(TWO_HUNKS);
        bench.desk.approve(id, Set.of(1));

        JsonNode first = data("apply_approved_patch", about(id));
        JsonNode second = data("apply_approved_patch", about(id));

        assertThat(second).isEqualTo(first);
        assertThat(bench.desk.applied()).isEqualTo(1);
    }

    @Test
    void proposingTwiceGivesOneProposal() {
        assertThat(bench.propose(TWO_HUNKS)).isEqualTo(bench.propose(TWO_HUNKS)).isEqualTo("p-1");
        assertThat(data("list_pending_approvals", "{}").path("proposals").size())
                .isEqualTo(1);
    }

    @Test
    void aSlowProposalIsAnsweredWithATicketThatBecomesIt() {
        bench.close();
        bench = new McpBench(McpLimits.USUAL);
        CountDownLatch hold = bench.desk.hold();
        long begun = System.nanoTime();
        String ticket = bench.submit(TWO_HUNKS);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(ticket).startsWith("t-");
        assertThat(took).isLessThan(Duration.ofSeconds(5)); // finds hangs; the figure is the latency bench's
        JsonNode reading = data("check_approval_status", about(ticket));
        assertThat(reading.path("state").stringValue()).isEqualTo("created");
        assertThat(bench.submit(TWO_HUNKS)).isEqualTo(ticket);
        assertThat(wrong("apply_approved_patch", about(ticket))).contains("not approved");

        hold.countDown();
        Bench.await(() -> data("check_approval_status", about(ticket))
                .path("id")
                .stringValue()
                .equals("p-1"));
        assertThat(bench.desk.submitted).hasSize(1);
        assertThat(bench.propose(TWO_HUNKS)).isEqualTo("p-1");
    }

    @Test
    void tellsReasonAndCommentsOfARejection() {
        String id = bench.propose(TWO_HUNKS);
        bench.desk.reject(id, "too loud\u001b[31m", "why \u202eupper case?");

        JsonNode refused = data("wait_for_approval", about(id));

        assertThat(refused.path("status").stringValue()).isEqualTo("refused");
        assertThat(refused.path("reason").stringValue()).isEqualTo("too loud<U+001B>[31m");
        assertThat(refused.at("/comments/0/text").stringValue()).isEqualTo("why <U+202E>upper case?");
        assertThat(refused.at("/comments/0/by").stringValue()).isEqualTo("ann");
        assertThat(refused.at("/hunks/0/state").stringValue()).isEqualTo("rejected");
    }

    @Test
    void proposesTheDifferenceOfTwoVersions() {
        String to = bench.desk.workspaces.append(
                bench.desk
                        .workspaces
                        .add("/tmp/copy", new Actor("ann", Actor.Channel.CLI))
                        .id(),
                bench.desk.workspaces.files("v-1").with(SmallDesk.changes(TWO_HUNKS)),
                "snapshot",
                null);

        wrong("create_patch_proposal", "{\"from_version\":\"v-1\",\"to_version\":\"" + to + "\"}");

        assertThat(bench.desk.submitted).singleElement().satisfies(submission -> {
            assertThat(submission.workspace()).isEqualTo("w-1");
            assertThat(submission.held()).isTrue();
            assertThat(submission.body().toString()).contains("--- a/src/a.txt", "-one\n+ONE\n");
        });
    }

    @Test
    void saysWhoProposedByTheNameOfTheSession() {
        String session = bench.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{"
                        + "\"clientInfo\":{\"name\":\"caf\u00e9 \\u202ecode\"}}}")
                .header("Mcp-Session-Id");
        String call =
                McpBench.call(2, "create_patch_proposal", "{\"workspace\":\"app\",\"patch\":\"FILE b.txt\\nb\\n\"}");
        bench.post(call, "Mcp-Session-Id", session);
        bench.post(call.replace("b.txt", "c.txt"));

        assertThat(bench.desk.submitted)
                .extracting(submission -> submission.actor().operator())
                .containsExactly("café <U+202E>code", "agent");
    }

    @Test
    void listsWorkspacesAndMakesNewOnesKnown() {
        assertThat(data("list_workspaces", "{}").at("/workspaces/0/head").stringValue())
                .isEqualTo("v-1");
        assertThat(data("create_workspace_artifact", "{\"workspace\":\"/tmp/new\"}")
                        .path("workspace")
                        .stringValue())
                .isEqualTo("w-2");
        assertThat(data("create_workspace_artifact", "{\"workspace\":\"app\"}")
                        .path("version")
                        .stringValue())
                .isEqualTo("v-1");
        assertThat(wrong("create_workspace_artifact", "{\"workspace\":\"new thing\"}"))
                .isEqualTo("Not an absolute path: new thing");
    }

    @Test
    void exportsOnlyWhereItMay() {
        assertThat(data("export_version_to_workspace", "{\"version\":\"v-1\",\"folder\":\"/tmp/x\"}")
                        .path("files")
                        .intValue())
                .isEqualTo(1);
        assertThat(wrong("export_version_to_workspace", "{\"version\":\"v-1\",\"folder\":\"/code/app/sub\"}"))
                .contains("inside of the workspace");
        assertThat(bench.desk.workspaces.exported).containsExactly("v-1 /tmp/x");
    }

    @Test
    void listsPageByPage() {
        for (int i = 0; i < 5; i++) {
            bench.propose("FILE f" + i + ".txt\nx\n");
        }
        JsonNode first = data("list_pending_approvals", "{\"limit\":3}");
        JsonNode second = data(
                "list_pending_approvals",
                "{\"limit\":3,\"workspace\":\"app\",\"after\":\""
                        + first.path("next_after").stringValue() + "\"}");

        assertThat(first.path("proposals")
                        .valueStream()
                        .map(one -> one.path("id").stringValue()))
                .containsExactly("p-1", "p-2", "p-3");
        assertThat(second.path("proposals")
                        .valueStream()
                        .map(one -> one.path("id").stringValue()))
                .containsExactly("p-4", "p-5");
        assertThat(second.has("next_after")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "wait_for_approval; {}; proposal is missing",
                "wait_for_approval; {\"proposal\":7}; proposal must be a string",
                "wait_for_approval; {\"proposal\":\"p-1\",\"wait_seconds\":46}; from 0 to 45",
                "wait_for_approval; {\"proposal\":\"p-1\",\"wait_seconds\":1.5}; must be an integer",
                "wait_for_approval; {\"proposal\":\"p-1\",\"seconds\":1}; there are: proposal, wait_seconds",
                "wait_for_approval; {\"proposal\":\"p-9\"}; There is no proposal p-9",
                "check_approval_status; {\"proposal\":\"t-9\"}; There is no ticket t-9",
                "create_patch_proposal; {}; exactly one of",
                "create_patch_proposal; {\"patch\":\"\"}; at least 1",
                "create_patch_proposal; {\"patch\":\"x\",\"tool_calls\":[{\"name\":\"e\",\"arguments\":{}}]}; exactly"
                        + " one",
                "create_patch_proposal; {\"tool_calls\":[{\"name\":\"e\"}]}; arguments is missing in tool_calls[0]",
                "create_patch_proposal; {\"patch\":\"x\",\"workspace\":\"nowhere\"}; There is no workspace nowhere",
                "create_patch_proposal; {\"patch\":\"FILE a\"}; No workspace has these paths.",
                "create_patch_proposal; {\"patch\":\"hm\",\"workspace\":\"app\"}; no path<U+202E>",
                "create_patch_proposal; {\"from_version\":\"v-1\"}; belong together",
                "create_patch_proposal; {\"from_version\":\"v-1\",\"to_version\":\"v-1\"}; Nothing differs",
                "get_version_info; {}; either version or workspace",
                "get_version_info; {\"version\":\"v-9\"}; There is no version v-9",
                "get_diff; {}; either proposal",
                "get_diff; {\"from_version\":\"v-1\",\"to_version\":\"v-9\"}; There is no version",
                "apply_approved_patch; {\"proposal\":\"p-9\"}; There is no proposal p-9",
                "apply_approved_patch; []; must be an object",
                "list_pending_approvals; {\"workspace\":\"nowhere\"}; There is no workspace",
                "list_pending_approvals; {\"limit\":0}; from 1 to 500",
                "list_workspaces; {\"x\":1}; there are: none"
            })
    void saysWhatIsWrong(String tool, String arguments, String words) {
        assertThat(wrong(tool, arguments)).contains(words);
    }

    @Test
    void keepsItsTableInAStableOrder() {
        List<String> names =
                AgentTools.rows().stream().map(AgentTools.Row::name).toList();

        assertThat(names)
                .containsExactly(
                        "list_workspaces",
                        "create_workspace_artifact",
                        "create_patch_proposal",
                        "request_patch_approval",
                        "wait_for_approval",
                        "check_approval_status",
                        "apply_approved_patch",
                        "list_pending_approvals",
                        "get_version_info",
                        "export_version_to_workspace",
                        "get_diff");
    }
}
