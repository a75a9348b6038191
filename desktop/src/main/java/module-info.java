import org.jspecify.annotations.NullMarked;

/// The attic: the window, the command line, and the one place where objects meet.
@NullMarked
module dev.errata.desktop {
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires tools.jackson.databind;

    requires dev.errata.proxy;

    // The window. RichTextFX and its parts are automatic modules; only dev.errata.desktop.text uses them.
    requires atlantafx.base;
    requires javafx.base;
    requires javafx.controls;
    requires javafx.graphics;
    requires org.commonmark;
    requires org.commonmark.ext.gfm.tables;
    requires org.fxmisc.flowless;
    requires org.fxmisc.richtext;
    requires org.fxmisc.undo;
    requires org.kordamp.ikonli.core;
    requires org.kordamp.ikonli.feather;
    requires org.kordamp.ikonli.javafx;
    requires reactfx;
}
