package dev.errata.logs.blob;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A raw text as a file: JSON, indented, UTF-8. Half a surrogate pair, which UTF-8 cannot hold, is written as its
/// escape, so that every text comes back unit for unit.
final class RawTextCodec {

    static final int FORMAT = 1;

    private static final JsonMapper JSON = JsonMapper.shared();

    private RawTextCodec() {}

    static byte[] encode(RawText text) {
        ObjectNode file = JSON.createObjectNode();
        file.put("format", FORMAT)
                .put("exchange", text.exchange())
                .put("at", text.at().toString())
                .put("client", text.client())
                .put("wire", text.wire())
                .put("model", text.model());
        ArrayNode guarded = file.putArray("guarded");
        text.guarded().forEach(guarded::add);
        ArrayNode lanes = file.putArray("lanes");
        for (RawText.Lane lane : text.lanes()) {
            lanes.addObject()
                    .put("lane", lane.lane())
                    .put("form", lane.form())
                    .put("subject", lane.subject())
                    .put("text", lane.text());
        }
        String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(file) + '\n';
        return withHalvesEscaped(json).getBytes(StandardCharsets.UTF_8);
    }

    /// @throws IllegalArgumentException with a reason for people if it is no raw text
    static RawText decode(byte[] bytes) {
        JsonNode file;
        try {
            file = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is not JSON", e);
        }
        if (file.path("format").asInt(0) != FORMAT) {
            throw new IllegalArgumentException("its format is not " + FORMAT);
        }
        List<String> guarded = new ArrayList<>();
        file.path("guarded").forEach(guard -> guarded.add(guard.asString("")));
        List<RawText.Lane> lanes = new ArrayList<>();
        for (JsonNode lane : file.path("lanes")) {
            lanes.add(new RawText.Lane(
                    text(lane, "lane"), text(lane, "form"), text(lane, "subject"), text(lane, "text")));
        }
        return new RawText(
                text(file, "exchange"),
                at(text(file, "at")),
                text(file, "client"),
                text(file, "wire"),
                model(file.path("model")),
                guarded,
                lanes);
    }

    private static Instant at(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("its field at is no instant", e);
        }
    }

    private static @Nullable String model(JsonNode value) {
        return value.isString() ? value.asString() : null;
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isString()) {
            throw new IllegalArgumentException("its field " + field + " is missing or no text");
        }
        return value.asString();
    }

    /// Only strings can hold such a half, and there an escape stands for it.
    private static String withHalvesEscaped(String json) {
        StringBuilder copy = null;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            boolean half = Character.isSurrogate(c);
            if (half && Character.isHighSurrogate(c) && i + 1 < json.length()
                    && Character.isLowSurrogate(json.charAt(i + 1))) {
                if (copy != null) {
                    copy.append(c).append(json.charAt(i + 1));
                }
                i++;
            } else if (half) {
                if (copy == null) {
                    copy = new StringBuilder(json.length() + 16).append(json, 0, i);
                }
                copy.append("\\u%04x".formatted((int) c));
            } else if (copy != null) {
                copy.append(c);
            }
        }
        return copy == null ? json : copy.toString();
    }
}
