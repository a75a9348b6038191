/// Which rules may apply where: a lane's text, divided while it arrives into prose, code and what no rule may touch.
///
/// Code fences are found by CommonMark, markers that clients read are protected, and of an edit only the new side is
/// open to rules. [dev.errata.rules.region.Regions] makes the tracker of a lane; it writes what it finds into a
/// [dev.errata.rules.region.RegionTrack], which the rewriter reads.
///
/// Must not know: rules, matches, lanes and what they are made for.
///
/// Start reading at `Regions`, then `TextRegions`.
package dev.errata.rules.region;
