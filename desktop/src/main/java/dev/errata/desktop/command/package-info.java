/// Every act of the window as data: id, title, key. Menus, buttons, the palette and the key bindings read the same
/// list, so that none can know an act that the others do not.
///
/// Must not know any screen; a [dev.errata.desktop.command.Screen] tells the shell what it offers.
///
/// Start reading at [dev.errata.desktop.command.Command], then [dev.errata.desktop.command.PaletteViewModel].
package dev.errata.desktop.command;
