/// What the packaged application is like: the project's modules on a module path, with only the rights that it gives.
///
/// Start reading at [dev.errata.rules.house.ModulePathTest].
package dev.errata.rules.house;
