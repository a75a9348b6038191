import org.jspecify.annotations.NullMarked;

/// The attic: the window, the command line, and the one place where objects meet.
@NullMarked
module dev.errata.desktop {
    requires static transitive org.jspecify;
    requires org.slf4j;

    requires dev.errata.proxy;
}
