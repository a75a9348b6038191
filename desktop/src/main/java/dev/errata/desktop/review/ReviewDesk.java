package dev.errata.desktop.review;

import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.Approvals;
import dev.errata.rules.patch.Workspaces;
import java.util.List;
import java.util.function.Supplier;

/// What the Review screen works with.
///
/// @param approvals asked on virtual threads only
/// @param workspaces the folders that an unbound proposal can be bound to; asked on virtual threads only
/// @param policies what is let through without asking; asked on virtual threads only
/// @param highlighter tells comments from code, for the colours
/// @param actor the person at the window
public record ReviewDesk(
        Approvals approvals,
        Supplier<List<Workspaces.Workspace>> workspaces,
        PolicyBook policies,
        Highlighter highlighter,
        Actor actor) {}
