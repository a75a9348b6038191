/// Rules as files: one readable text file per pack, what becomes of one that is brought in, and the files of others.
///
/// ```
/// file --RuleFile--> RulePack --PackCheck--> checked entries --ImportPlan--> what each rule of the file would do here
/// rows --PackExport--> RulePack --PackText--> file
/// ```
/// Must not know: SQL, where a file lies. A plan is only made here; `dev.errata.rules.store` carries it out.
///
/// Start reading at [dev.errata.rules.pack.PackFile] (the format), then [dev.errata.rules.pack.ImportPlan].
package dev.errata.rules.pack;
