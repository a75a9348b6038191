import org.jspecify.annotations.NullMarked;

/// The cellar: what happened, in order, provably. Knows no type of a floor above.
@NullMarked
module dev.errata.logs {
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires transitive tools.jackson.databind;

    // The one SQLite database of a home.
    requires transitive java.sql;
    requires org.xerial.sqlitejdbc;
    requires flyway.core; // migrations; an automatic module
    requires com.github.f4b6a3.ulid; // sortable ids; an automatic module

    exports dev.errata.logs.archive;
    exports dev.errata.logs.blob;
    exports dev.errata.logs.event;
    exports dev.errata.logs.export;
    exports dev.errata.logs.journal;
    exports dev.errata.logs.problem;
    exports dev.errata.logs.proof;
    exports dev.errata.logs.read;
    exports dev.errata.logs.search;
    exports dev.errata.logs.state;
    exports dev.errata.logs.store;
    exports dev.errata.logs.store.entity;
}
