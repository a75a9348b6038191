import org.jspecify.annotations.NullMarked;

/// The attic: the window, the command line, and the one place where objects meet.
@NullMarked
module dev.errata.desktop {
    requires static transitive org.jspecify;
    requires org.slf4j;

    requires dev.errata.logs;
    requires dev.errata.proxy;
    requires dev.errata.rules;

    // The command line, the settings file, diagnostics, help.
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires com.electronwill.nightconfig.core;
    requires com.electronwill.nightconfig.toml;
    requires info.picocli;
    requires java.net.http;
    requires org.commonmark;
    requires org.commonmark.ext.gfm.tables;
    requires tools.jackson.databind;

    opens dev.errata.desktop.cli to
            info.picocli; // commands are found by their annotations
}
