package dev.errata.rules.patch.apply;

import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.WorkspacePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a write will do, to the last file name: as it stands in the table, a start after a crash can finish it or take
/// it back.
///
/// @param places that change, in order
/// @param gone folders that will have nothing in them any more, the deepest first
/// @param made folders that come, the highest first
record Plan(List<Place> places, List<WorkspacePath> gone, List<WorkspacePath> made) {

    /// A place that changes.
    ///
    /// @param before null if nothing stands there
    /// @param after null if nothing is to
    /// @param temp where its content is put first, in a folder that is there before and afterwards
    record Place(
            WorkspacePath path,
            @Nullable Side before,
            @Nullable Side after,
            WorkspacePath temp) {}

    Plan {
        places = List.copyOf(places);
        gone = List.copyOf(gone);
        made = List.copyOf(made);
    }

    /// What changes, hex: each place before and after.
    String digest() {
        var text = new StringBuilder("errata changes 1\n");
        for (Place place : places) {
            text.append(side(place.before))
                    .append(' ')
                    .append(side(place.after))
                    .append(' ')
                    .append(place.path)
                    .append('\n');
        }
        return Content.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String side(@Nullable Side side) {
        return side == null ? "gone" : side.mode().octal() + " " + side.sha256();
    }

    /// As in the table.
    String json() {
        ObjectNode plan = JsonMapper.shared().createObjectNode();
        ArrayNode all = plan.putArray("places");
        for (Place place : places) {
            ObjectNode node = all.addObject();
            node.put("path", place.path.value());
            put(node, "before", place.before);
            put(node, "after", place.after);
            node.put("temp", place.temp.value());
        }
        ArrayNode going = plan.putArray("gone");
        gone.forEach(path -> going.add(path.value()));
        ArrayNode coming = plan.putArray("made");
        made.forEach(path -> coming.add(path.value()));
        ArrayNode blobs = plan.putArray("blobs");
        places.stream()
                .flatMap(place -> Stream.of(
                        place.before == null ? "" : place.before.sha256(),
                        place.after == null ? "" : place.after.sha256()))
                .filter(sha256 -> !sha256.isEmpty())
                .distinct()
                .forEach(blobs::add);
        return plan.toString();
    }

    private static void put(ObjectNode node, String name, @Nullable Side side) {
        if (side == null) {
            node.putNull(name);
        } else {
            node.putObject(name)
                    .put("mode", side.mode().octal())
                    .put("sha256", side.sha256())
                    .put("permissions", side.permissions());
        }
    }

    /// As it was in the table.
    static Plan of(String json) {
        JsonNode plan = JsonMapper.shared().readTree(json);
        List<Place> places = new ArrayList<>();
        plan.path("places")
                .forEach(node -> places.add(new Place(
                        path(node.path("path")),
                        side(node.path("before")),
                        side(node.path("after")),
                        path(node.path("temp")))));
        return new Plan(places, paths(plan.path("gone")), paths(plan.path("made")));
    }

    private static List<WorkspacePath> paths(JsonNode nodes) {
        List<WorkspacePath> paths = new ArrayList<>();
        nodes.forEach(node -> paths.add(path(node)));
        return paths;
    }

    private static WorkspacePath path(JsonNode node) {
        return new WorkspacePath(node.asString(""));
    }

    private static @Nullable Side side(JsonNode node) {
        if (!node.isObject()) {
            return null;
        }
        return new Side(
                FileMode.of(node.path("mode").asString("")).orElseThrow(),
                node.path("sha256").asString(""),
                node.path("permissions").asString(""));
    }
}
