/// The walls of the house as tests: what may depend on what, how large a file may grow, who may set a state.
///
/// Each wall is checked against the real classes or sources and, so that it is known to bite, against a planted
/// violation that
/// is compiled or written into a temporary folder. Start at [Walls], the table.
@NullMarked
package dev.errata.desktop.walls;

import org.jspecify.annotations.NullMarked;
