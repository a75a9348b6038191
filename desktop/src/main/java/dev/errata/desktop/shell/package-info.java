/// The window itself: rail, head line, message bar, screens, status bar, palette; what it remembers; and how it opens.
///
/// The only package that knows all screens. Must not know what happens inside one.
///
/// Start reading at [dev.errata.desktop.shell.ErrataWindow] (objects meet), then [dev.errata.desktop.shell.ShellView].
package dev.errata.desktop.shell;
