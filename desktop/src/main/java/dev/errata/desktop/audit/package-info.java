/// The Audit screen: whether the chain holds, and every record with a sentence that says what it means.
///
/// Must not write: it reads through [dev.errata.logs.read.JournalReader] alone.
///
/// Start reading at [dev.errata.desktop.audit.AuditViewModel], then [dev.errata.desktop.audit.Sentences].
package dev.errata.desktop.audit;
