/// Hand-written stand-ins for what lies below the window, and the scene that the pictures show.
///
/// Must not know a view: tests of view models use them too.
///
/// Start reading at [dev.errata.desktop.fake.FakeDesk].
package dev.errata.desktop.fake;
