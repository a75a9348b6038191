package dev.errata.desktop.api;

import dev.errata.rules.patch.Capability;
import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.Finding;
import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Verdict;
import dev.errata.rules.patch.diff.UnifiedDiff;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A proposal as JSON.
final class ProposalJson {
    private ProposalJson() {}

    /// What a list shows.
    static ObjectNode brief(Proposal proposal) {
        Proposal.Origin origin = proposal.origin();
        Patch patch = proposal.patch();
        ObjectNode json = Json.object()
                .put("id", proposal.id())
                .put("state", proposal.state())
                .put("version", proposal.version())
                .put("title", origin.title())
                .put("workspace", proposal.workspace())
                .put("base_version", proposal.baseVersion())
                .put("operator", origin.actor().operator())
                .put("channel", origin.actor().channel().word())
                .put("client", origin.client())
                .put("exchange", origin.exchange())
                .put("format", origin.format())
                .put("held", origin.held())
                .put("at", origin.at().toString())
                .put("reason", proposal.reason())
                .put("applied", proposal.applied())
                .put("retry_of", proposal.retryOf());
        json.set("verdict", verdict(proposal.verdict()));
        json.put("files", patch == null ? 0 : patch.files().size());
        return json.put("hunk_count", patch == null ? 0 : patch.size());
    }

    /// All of it.
    static ObjectNode whole(Proposal proposal) {
        ObjectNode json = brief(proposal);
        Proposal.Request request = proposal.request();
        if (request != null) {
            json.putObject("request")
                    .put("id", request.id())
                    .put("ticket", request.ticket())
                    .put("expires", request.expires().toString());
        }
        strings(json.putArray("problems"), proposal.problems());
        Patch patch = proposal.patch();
        ArrayNode hunks = json.putArray("hunks");
        if (patch != null) {
            for (FileChange file : patch.files()) {
                file.hunks().forEach(hunk -> hunks.add(hunk(proposal, file, hunk)));
            }
            json.put("diff", UnifiedDiff.write(patch, patch.all()));
        }
        ArrayNode comments = json.putArray("comments");
        proposal.comments()
                .forEach(comment -> comments.addObject()
                        .put("hunk", comment.hunk())
                        .put("text", comment.text())
                        .put("operator", comment.actor().operator())
                        .put("at", comment.at().toString()));
        ArrayNode gates = json.putArray("gates");
        proposal.gates()
                .forEach(gate -> gates.addObject()
                        .put("id", gate.id())
                        .put("name", gate.name())
                        .put("type", gate.type())
                        .put("state", gate.state())
                        .put("exit_code", gate.exitCode())
                        .put("isolated", gate.isolated())
                        .put("duration_millis", gate.durationMillis())
                        .put("output", gate.output()));
        return json;
    }

    private static ObjectNode hunk(Proposal proposal, FileChange file, Hunk hunk) {
        ObjectNode json = Json.object()
                .put("n", hunk.number())
                .put("file", file.path().value())
                .put("from", file.from() == null ? null : file.from().value())
                .put("kind", hunk.kind().word())
                .put("old_start", hunk.oldStart())
                .put("old_lines", hunk.oldLines().size())
                .put("new_start", hunk.newStart())
                .put("new_lines", hunk.newLines().size())
                .put("new_text", String.join("", hunk.newLines()))
                .put("state", proposal.choice(hunk.number()).word())
                .put("diff", UnifiedDiff.write(Objects.requireNonNull(proposal.patch()), Set.of(hunk.number())));
        ArrayNode findings = json.putArray("findings");
        Verdict verdict = proposal.verdict();
        if (verdict != null) {
            verdict.findings().stream()
                    .filter(finding -> finding.hunk() == hunk.number()
                            || (finding.hunk() == 0 && finding.path().equals(file.path())))
                    .forEach(finding -> findings.add(finding(finding)));
        }
        return json;
    }

    private static @Nullable ObjectNode verdict(@Nullable Verdict verdict) {
        if (verdict == null) {
            return null;
        }
        ObjectNode json = Json.object().put("status", verdict.status().word());
        strings(
                json.putArray("capabilities"),
                verdict.capabilities().stream().map(Capability::word).toList());
        json.put("syntax", verdict.syntax().word())
                .put("words", verdict.words())
                .put("checker", verdict.checker())
                .put("sha256", verdict.sha256());
        ArrayNode findings = json.putArray("findings");
        verdict.findings().forEach(finding -> findings.add(finding(finding)));
        return json;
    }

    private static ObjectNode finding(Finding finding) {
        Capability capability = finding.capability();
        return Json.object()
                .put("kind", finding.kind().word())
                .put("weight", finding.weight().word())
                .put("capability", capability == null ? null : capability.word())
                .put("file", finding.path().value())
                .put("hunk", finding.hunk())
                .put("line", finding.line())
                .put("column", finding.column())
                .put("reason", finding.reason());
    }

    private static void strings(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
