/// The vocabulary of what can happen, and the one place that gives it its form in a file.
///
/// Seven families: traffic, rules, patches, approvals, states, sessions, system. Each is a sealed interface of records
/// (`XEvent`) and a codec (`XCodec`), so that a new kind is one record, one case and one line of a table in the two
/// files
/// of its family. Events are records of ids, numbers, instants and strings. This package must know no type of a floor
/// above, and nothing of files, chains or databases: who keeps an event, and where, is not its affair.
///
/// Start reading at [Event], then [EventCodec] for the form of a line, then one family.
package dev.errata.logs.event;
