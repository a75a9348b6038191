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

    // The window. RichTextFX and its parts are automatic modules; only dev.errata.desktop.text uses them.
    requires atlantafx.base;
    requires javafx.base;
    requires javafx.controls;
    requires javafx.graphics;
    requires org.fxmisc.flowless;
    requires org.fxmisc.richtext;
    requires org.fxmisc.undo;
    requires org.kordamp.ikonli.core;
    requires org.kordamp.ikonli.feather;
    requires org.kordamp.ikonli.javafx;
    requires reactfx;

    opens dev.errata.desktop.cli to
            info.picocli; // commands are found by their annotations
}
