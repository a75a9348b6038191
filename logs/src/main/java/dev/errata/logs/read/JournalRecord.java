package dev.errata.logs.read;

import java.nio.file.Path;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// One record as it stands in a segment.
///
/// @param line its line in the segment, from 1, as its number tells: exact while the segment is undamaged
/// @param body the whole record, parsed
/// @param json the line itself, without its LF
public record JournalRecord(long seq, Instant ts, String type, Path segment, int line, JsonNode body, String json) {}
