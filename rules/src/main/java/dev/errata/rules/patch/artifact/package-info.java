/// Versions of workspaces, kept by content: a folder is walked, each file becomes a blob under the hash of its bytes,
/// and the list of them all is a version's manifest.
///
/// ```
/// folder --> FolderWalk (ignore rules, no links followed) --> Snapshots (only changed files are read) --> Tree
/// Tree   --> BlobStore <home>/blobs/sha256 + tables artifacts, versions, file_manifests
/// ```
/// The package reads workspaces and never writes one: that is for `dev.errata.rules.patch.apply`. What it exports goes
/// into folders and files outside of every workspace.
///
/// Start reading at [dev.errata.rules.patch.artifact.Artifacts].
package dev.errata.rules.patch.artifact;
