/// The vocabulary of what can happen, and the one place that gives it its form in a file.
///
/// Events are records of ids, numbers, instants and strings. This package must know no type of a floor above, and
/// nothing of files, chains or databases: who keeps an event, and where, is not its affair.
///
/// Start reading at [Event], then [EventCodec] for the names of the fields.
package dev.errata.logs.event;
