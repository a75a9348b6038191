package dev.errata.desktop.api;

import dev.errata.proxy.control.ControlError;
import dev.errata.proxy.control.OwnerRoutes;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.ConflictException;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Workspaces;
import dev.errata.rules.patch.Workspaces.Version;
import dev.errata.rules.patch.Workspaces.Workspace;
import dev.errata.rules.patch.approve.Policy;
import dev.errata.rules.patch.approve.PolicyText;
import dev.errata.rules.patch.desk.Policies;
import dev.errata.rules.patch.diff.UnifiedDiff;
import dev.errata.rules.patch.gate.GateSettings;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `workspaces`, `workspaces/{id}/versions` and `versions/{id}`.
///
/// @param policies the settings of workspaces: gates and policy
/// @param channel by which requests come
/// @param operator who is named
public record WorkspacesRoutes(Workspaces workspaces, Policies policies, Actor.Channel channel, String operator)
        implements OwnerRoutes {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 1_000;

    @Override
    public Reply handle(Request request) {
        List<String> segments = request.segments();
        JsonNode body = Json.parse(request.body());
        try {
            return segments.getFirst().equals("versions")
                    ? version(request, segments, body)
                    : workspace(request, segments, body);
        } catch (IllegalArgumentException e) {
            return ControlError.INVALID.reply(String.valueOf(e.getMessage()));
        } catch (ConflictException e) {
            return ConflictJson.reply(String.valueOf(e.getMessage()), e.conflicts());
        } catch (UncheckedIOException e) {
            return ControlError.CONFLICT.reply(String.valueOf(e.getMessage()));
        }
    }

    private Reply workspace(Request request, List<String> segments, JsonNode body) {
        boolean post = request.method().equals("POST");
        if (segments.size() == 1) {
            return post ? add(body) : list();
        }
        Optional<Workspace> found = workspaces.find(segments.get(1));
        if (found.isEmpty()) {
            return ControlError.NOT_FOUND.reply("There is no workspace " + segments.get(1)
                    + "; 'errata workspace list' shows those that are known.");
        }
        Workspace workspace = found.get();
        if (segments.size() == 2) {
            return Json.ok(json(workspace));
        }
        if (segments.get(2).equals("settings")) {
            return request.method().equals("PUT") ? change(workspace, body) : settings(workspace);
        }
        if (segments.get(2).equals("try")) {
            return dryRun(workspace, body);
        }
        return post ? Json.ok(json(workspaces.snapshot(workspace.id(), actor()))) : versions(workspace, request);
    }

    private Reply settings(Workspace workspace) {
        return Json.ok(Json.parse(policies.settings(workspace.id())));
    }

    private Reply change(Workspace workspace, JsonNode body) {
        List<String> faults = new ArrayList<>();
        if (!body.isObject()) {
            faults.add("The settings are one JSON object.");
        } else {
            if (GateSettings.read(body.toString()) instanceof GateSettings.Reading.Bad(List<String> gates)) {
                faults.addAll(gates);
            }
            if (!body.path("policy").isMissingNode()
                    && PolicyText.read(body.path("policy")) instanceof PolicyText.Reading.Bad(List<String> policy)) {
                faults.addAll(policy);
            }
        }
        if (!faults.isEmpty()) {
            return ControlError.INVALID.reply(String.join(" ", faults));
        }
        String before = policies.settings(workspace.id());
        return policies.settings(workspace.id(), before, body.toString(), actor())
                ? Json.ok(body)
                : ControlError.CONFLICT.reply("The settings were changed meanwhile. Look again.");
    }

    /// What a policy would have said of past proposals: the one of the body, else the one that is written.
    private Reply dryRun(Workspace workspace, JsonNode body) {
        int limit = body.path("limit").asInt(PAGE);
        if (limit < 1 || limit > LARGEST_PAGE) {
            return ControlError.INVALID.reply("limit is 1 to " + LARGEST_PAGE + ".");
        }
        PolicyText.Reading reading =
                body.has("policy") ? PolicyText.read(body.path("policy")) : policies.read(workspace.id());
        return switch (reading) {
            case PolicyText.Reading.Bad(List<String> faults) -> ControlError.INVALID.reply(String.join(" ", faults));
            case PolicyText.Reading.Good(Policy policy) -> {
                ObjectNode json = Json.object();
                json.set("policy", PolicyText.write(policy));
                ArrayNode trials = json.putArray("trials");
                for (Policies.Trial trial : policies.dryRun(workspace.id(), policy, limit)) {
                    ObjectNode one = trials.addObject()
                            .put("proposal", trial.proposal())
                            .put("title", trial.title())
                            .put("state", trial.state())
                            .put("passes", trial.objections().isEmpty());
                    ArrayNode objections = one.putArray("objections");
                    trial.objections().forEach(objections::add);
                }
                yield Json.ok(json);
            }
        };
    }

    private Reply add(JsonNode body) {
        Optional<Path> folder = path(body, "folder");
        return folder.isEmpty()
                ? ControlError.INVALID.reply("folder is missing, or is no absolute path.")
                : Json.ok(json(workspaces.add(folder.get(), actor())));
    }

    private Reply list() {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("workspaces");
        workspaces.list().forEach(workspace -> list.add(json(workspace)));
        return Json.ok(json);
    }

    private Reply versions(Workspace workspace, Request request) {
        Long limit = request.parameter("limit").map(Json::number).orElse((long) PAGE);
        Long offset = request.parameter("offset").map(Json::number).orElse(0L);
        if (limit == null || limit < 1 || limit > LARGEST_PAGE || offset == null || offset < 0) {
            return ControlError.BAD_REQUEST.reply("limit is 1 to " + LARGEST_PAGE + ", offset 0 or more.");
        }
        ObjectNode json = json(workspace);
        ArrayNode list = json.putArray("versions");
        workspaces.versions(workspace.id(), limit.intValue(), offset.intValue()).forEach(each -> list.add(json(each)));
        return Json.ok(json);
    }

    private Reply version(Request request, List<String> segments, JsonNode body) {
        Optional<Version> found = workspaces.version(segments.get(1));
        if (found.isEmpty()) {
            return ControlError.NOT_FOUND.reply("There is no version " + segments.get(1)
                    + ", or several begin so; 'errata workspace versions' shows them.");
        }
        Version version = found.get();
        return switch (segments.size() == 2 ? "" : segments.get(2)) {
            case "" -> Json.ok(whole(version));
            case "diff" ->
                diff(version, request.parameter("from").orElse(version.parent() == null ? "" : version.parent()));
            case "preview" -> Json.ok(patch(workspaces.preview(version.id())));
            case "export" -> export(version, body);
            case "restore" -> Json.ok(json(workspaces.restore(version.id(), actor())));
            default -> ControlError.NO_ROUTE.reply("A version knows no " + segments.get(2) + ".");
        };
    }

    private Reply diff(Version version, String from) {
        Optional<Version> other = workspaces.version(from);
        return other.isEmpty()
                ? ControlError.INVALID.reply("There is no version " + from + " to compare with.")
                : Json.ok(patch(workspaces.diff(other.get().id(), version.id())));
    }

    private Reply export(Version version, JsonNode body) {
        Optional<Path> target = path(body, "to");
        if (target.isEmpty()) {
            return ControlError.INVALID.reply("to is missing, or is no absolute path.");
        }
        workspaces.export(version.id(), target.get(), actor());
        return Json.ok(json(version).put("to", target.get().toString()));
    }

    private static ObjectNode patch(Optional<Patch> patch) {
        return Json.object()
                .put("hunk_count", patch.map(Patch::size).orElse(0))
                .put("files", patch.map(each -> each.files().size()).orElse(0))
                .put(
                        "diff",
                        patch.map(each -> UnifiedDiff.write(each, each.all())).orElse(""));
    }

    private ObjectNode whole(Version version) {
        ObjectNode json = json(version);
        ArrayNode files = json.putArray("manifest");
        FileSource source = workspaces.files(version.id());
        source.paths().forEach(path -> {
            FileImage image = source.file(path).orElseThrow();
            files.addObject()
                    .put("path", path.value())
                    .put("mode", image.mode().octal())
                    .put("size", image.content().size())
                    .put("sha256", image.content().sha256());
        });
        return json;
    }

    private static ObjectNode json(Workspace workspace) {
        return Json.object()
                .put("id", workspace.id())
                .put("name", workspace.name())
                .put("folder", workspace.folder().toString())
                .put("head", workspace.head())
                .put("added_at", workspace.added().toString());
    }

    private static ObjectNode json(Version version) {
        ObjectNode json = Json.object()
                .put("id", version.id())
                .put("workspace", version.workspace())
                .put("parent", version.parent())
                .put("tree_sha256", version.treeSha256())
                .put("files", version.files())
                .put("bytes", version.bytes())
                .put("cause", version.cause())
                .put("proposal", version.proposal())
                .put("at", version.at().toString());
        ArrayNode left = json.putArray("left_out");
        version.left().forEach(left::add);
        return json;
    }

    private static Optional<Path> path(JsonNode body, String field) {
        try {
            return Json.text(body, field).map(Path::of).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private Actor actor() {
        return new Actor(operator, channel);
    }
}
