package dev.errata.desktop.api;

import dev.errata.proxy.control.ControlError;
import dev.errata.proxy.control.OwnerRoutes.Reply;
import dev.errata.rules.patch.Conflict;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A refusal because files have changed: the error of the table, and beside it both sides of each place as data.
final class ConflictJson {
    private ConflictJson() {}

    /// @param message what happened and what is safe; the reasons are put behind it
    static Reply reply(String message, List<Conflict> conflicts) {
        String all = Stream.concat(Stream.of(message), conflicts.stream().map(Conflict::reason))
                .collect(Collectors.joining(" "));
        Reply plain = ControlError.CONFLICT.reply(all);
        if (!(Json.parse(plain.json()) instanceof ObjectNode body)) {
            return plain;
        }
        ArrayNode list = body.putArray("conflicts");
        for (Conflict conflict : conflicts) {
            ObjectNode one = list.addObject()
                    .put("file", conflict.path().value())
                    .put("hunk", conflict.hunk())
                    .put("reason", conflict.reason())
                    .put("wanted", conflict.wanted());
            ArrayNode regions = one.putArray("regions");
            for (Conflict.Region region : conflict.regions()) {
                regions.addObject()
                        .put("line", region.line())
                        .put("now", String.join("", region.now()))
                        .put("other", String.join("", region.other()));
            }
        }
        return new Reply(plain.status(), body.toString());
    }
}
