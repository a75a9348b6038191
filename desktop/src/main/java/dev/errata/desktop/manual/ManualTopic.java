package dev.errata.desktop.manual;

/// One page of the manual.
///
/// @param id what links to it say, for instance `rules`
/// @param title what the list shows
public record ManualTopic(String id, String title, String markdown) {}
