/// The raw texts of the last exchanges, one readable file each in `<home>/blobs/raw/`.
///
/// With its raw text an exchange can be proved ([dev.errata.logs.proof]) and replayed with other rules; without it the
/// journal's hashes still stand. So a raw text is never the reason why an exchange waits or fails, and whoever deletes
/// the folder takes away nothing else.
///
/// Must not know: what a lane's form means, what a rule is, how the journal is chained.
///
/// Start reading at [dev.errata.logs.blob.RawTexts], then `RawTextFiles`; [dev.errata.logs.blob.TextHash] says what is
/// hashed.
package dev.errata.logs.blob;
