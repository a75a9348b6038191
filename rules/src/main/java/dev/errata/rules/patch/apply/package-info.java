/// The one pen that writes the files of a workspace: all of a change or nothing, whatever happens meanwhile.
///
/// ```
/// Order --> Planner (confined? as expected? what folders come and go?) --> Plan
/// Plan  --> blobs of both sides, row `intended`, journal               --> Writing.forward
/// crash, fault, somebody else's change                                 --> Writing.back, or forward at the next start
/// ```
/// It must not know why something is written: who approved what is decided above. No other package writes a
/// workspace.
///
/// Start reading at [dev.errata.rules.patch.apply.FilePen], then `Writing`, where the order of the steps is drawn.
package dev.errata.rules.patch.apply;
