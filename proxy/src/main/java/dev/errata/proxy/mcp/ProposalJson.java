package dev.errata.proxy.mcp;

import dev.errata.rules.patch.Capability;
import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.Finding;
import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Proposals as data, in the shape that the command line has as well, with what an agent needs besides.
final class ProposalJson {
    private ProposalJson() {}

    /// The whole of it.
    static ObjectNode of(Proposal proposal) {
        ProposalStatus status = ProposalStatus.of(proposal.state());
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("id", proposal.id())
                .put("status", status.word())
                .put("state", proposal.state())
                .put("message", status.message(proposal));
        put(json, "title", proposal.origin().title());
        put(json, "workspace", proposal.workspace());
        put(json, "base_version", proposal.baseVersion());
        put(json, "applied_version", proposal.applied());
        put(json, "reason", proposal.reason());
        put(json, "retry_of", proposal.retryOf());
        Proposal.Request request = proposal.request();
        if (request != null) {
            json.put("expires", request.expires().toString()).put("ticket", request.ticket());
        }
        list(json, "problems", proposal.problems());
        Verdict verdict = proposal.verdict();
        if (verdict != null) {
            verdict(json.putObject("verdict"), verdict);
        }
        Patch patch = proposal.patch();
        if (patch != null) {
            ArrayNode hunks = json.putArray("hunks");
            for (FileChange file : patch.files()) {
                file.hunks().forEach(hunk -> hunk(hunks.addObject(), file, hunk, proposal));
            }
        }
        comments(json, proposal);
        gates(json, proposal);
        return json;
    }

    /// A submission that is still being read.
    static ObjectNode working(String ticket) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("id", ticket)
                .put("status", ProposalStatus.PENDING.word())
                .put("state", "created")
                .put(
                        "message",
                        "Errata is still reading it. Ask wait_for_approval or check_approval_status with this id.");
    }

    /// A line of a list.
    static ObjectNode line(Proposal proposal) {
        Patch patch = proposal.patch();
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("id", proposal.id())
                .put("state", proposal.state())
                .put("title", proposal.origin().title())
                .put("hunks", patch == null ? 0 : patch.size())
                .put("at", proposal.origin().at().toString());
        put(json, "workspace", proposal.workspace());
        Verdict verdict = proposal.verdict();
        put(json, "verdict", verdict == null ? null : verdict.words());
        Proposal.Request request = proposal.request();
        put(json, "expires", request == null ? null : request.expires().toString());
        return json;
    }

    /// Puts a text in, if there is one: what is not there is left out.
    static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            json.put(name, value);
        }
    }

    /// Puts a list in, if anything is in it.
    static void list(ObjectNode json, String name, List<String> values) {
        if (!values.isEmpty()) {
            values.forEach(json.putArray(name)::add);
        }
    }

    private static void verdict(ObjectNode json, Verdict verdict) {
        json.put("status", verdict.status().word())
                .put("syntax", verdict.syntax().word());
        ArrayNode capabilities = json.putArray("capabilities");
        verdict.capabilities().stream().map(Capability::word).forEach(capabilities::add);
    }

    private static void hunk(ObjectNode json, FileChange file, Hunk hunk, Proposal proposal) {
        json.put("n", hunk.number())
                .put("file", file.path().value())
                .put("kind", hunk.kind().word())
                .put("old_start", hunk.oldStart())
                .put("old_lines", hunk.oldLines().size())
                .put("new_start", hunk.newStart())
                .put("new_lines", hunk.newLines().size())
                .put("state", proposal.choice(hunk.number()).word());
        ArrayNode findings = json.putArray("findings");
        Verdict verdict = proposal.verdict();
        if (verdict != null) {
            verdict.findings().stream()
                    .filter(finding -> belongs(finding, file, hunk))
                    .forEach(finding -> findings.addObject()
                            .put("kind", finding.kind().word())
                            .put("line", finding.line())
                            .put("reason", finding.reason()));
        }
    }

    /// What is found in a whole file stands with its first hunk.
    private static boolean belongs(Finding finding, FileChange file, Hunk hunk) {
        return finding.hunk() == hunk.number()
                || (finding.hunk() == 0
                        && finding.path().equals(file.path())
                        && hunk.number() == file.hunks().getFirst().number());
    }

    private static void comments(ObjectNode json, Proposal proposal) {
        if (proposal.comments().isEmpty()) {
            return;
        }
        ArrayNode comments = json.putArray("comments");
        proposal.comments()
                .forEach(comment -> comments.addObject()
                        .put("hunk", comment.hunk())
                        .put("text", comment.text())
                        .put("by", comment.actor().operator())
                        .put("at", comment.at().toString()));
    }

    private static void gates(ObjectNode json, Proposal proposal) {
        if (proposal.gates().isEmpty()) {
            return;
        }
        ArrayNode gates = json.putArray("gates");
        proposal.gates()
                .forEach(gate -> gates.addObject()
                        .put("name", gate.name())
                        .put("state", gate.state())
                        .put("exit_code", gate.exitCode())
                        .put("isolated", gate.isolated())
                        .put("output", gate.output()));
    }
}
