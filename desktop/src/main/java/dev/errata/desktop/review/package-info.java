/// The Review screen: proposals that wait for a person, their hunks beside each other, and the decisions.
///
/// ```
/// Approvals --> QueueViewModel (polls) --> CursorViewModel (file, hunk, what was seen, armed) --> DiffSheet -->
/// DiffView
///     ^                                        |
///     +------ DecisionsViewModel <-------------+   one decision after the other, each with the version that was seen
/// ```
///
/// Nothing here writes a file or decides by itself: it asks [dev.errata.rules.patch.Approvals], never on the FX thread.
/// Must not know the other screens.
///
/// Start reading at [dev.errata.desktop.review.ReviewViewModel], then [dev.errata.desktop.review.DiffSheet].
package dev.errata.desktop.review;
