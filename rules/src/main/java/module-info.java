import org.jspecify.annotations.NullMarked;

/// The ground floor: text in, corrected text out. Knows no HTTP, no Netty, no JavaFX.
@NullMarked
module dev.errata.rules {
    requires static transitive org.jspecify;
    requires org.eclipse.jgit; // an automatic module: ignore rules, diffs and merges, no repository
    requires org.slf4j;
    requires tools.jackson.databind;
    requires transitive dev.errata.logs;

    exports dev.errata.rules.correction;
    exports dev.errata.rules.leaf;
    exports dev.errata.rules.pack;
    exports dev.errata.rules.patch.apply;
    exports dev.errata.rules.patch.approve;
    exports dev.errata.rules.patch.artifact;
    exports dev.errata.rules.patch.check;
    exports dev.errata.rules.patch.desk;
    exports dev.errata.rules.patch.diff;
    exports dev.errata.rules.patch.gate;
    exports dev.errata.rules.patch.parse;
    exports dev.errata.rules.patch;
    exports dev.errata.rules.session;
    exports dev.errata.rules.store.patch;
    exports dev.errata.rules.store;
    exports dev.errata.rules.stream;
    exports dev.errata.rules.syntax;
    exports dev.errata.rules.text;
    exports dev.errata.rules.trial;
    exports dev.errata.rules.work;
    exports dev.errata.rules;
}
