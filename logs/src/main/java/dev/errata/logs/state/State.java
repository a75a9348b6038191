package dev.errata.logs.state;

/// One state of a machine.
///
/// @param name the word for it in the database, in the journal and on the screen
/// @param terminal whether the work is over: what recovers from it is a new entity that points back
public record State(String name, boolean terminal) {}
