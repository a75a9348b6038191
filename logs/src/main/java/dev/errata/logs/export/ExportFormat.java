package dev.errata.logs.export;

/// The forms that records can be written in.
public enum ExportFormat {
    /// Each record as its line stands in the segment.
    JSONL,

    /// One row per record for a spreadsheet, RFC 4180, with cells that no spreadsheet takes for a formula.
    CSV,

    /// Finished exchanges as an HTTP archive, version 1.2. The journal has no bodies and no headers, so neither has it.
    HAR
}
