package dev.errata.rules.patch.approve;

import dev.errata.rules.patch.Content;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a person lets through without being asked, in one workspace. Off until somebody switches it on.
///
/// | key | default | what it asks for |
/// |---|---|---|
/// | `enabled` | false | that it is in force at all |
/// | `paths` | none | each touched path fits one of these globs; with none of them nothing passes |
/// | `max_lines` | 100 | no more lines are added and removed together |
/// | `no_added_capability` | true | the code can do nothing that it could not before |
/// | `no_unknown` | true | nothing is unresolved or unread |
/// | `syntax_ok` | true | every touched file was parsed and is valid |
/// | `gates_passed` | true | there are gates, and all passed on a copy of the result |
/// | `syntax_only` | false | nothing but comments and white space changes |
///
/// What is unsafe is never let through, whatever a policy says.
///
/// **Thread:** immutable.
public record Policy(
        boolean enabled,
        List<String> paths,
        int maxLines,
        boolean noAddedCapability,
        boolean noUnknown,
        boolean syntaxOk,
        boolean gatesPassed,
        boolean syntaxOnly) {
    /// No policy.
    public static final Policy OFF = new Policy(false, List.of(), 100, true, true, true, true, false);

    /// The name under which it decides.
    public static final String OPERATOR = "auto-approval policy";

    public Policy {
        paths = List.copyOf(paths);
    }

    /// Hex SHA-256 over all of it: what the journal names with each use.
    public String sha256() {
        String text = String.join(
                "\n",
                "errata-policy-1",
                "" + enabled,
                "" + maxLines,
                "" + noAddedCapability,
                "" + noUnknown,
                "" + syntaxOk,
                "" + gatesPassed,
                "" + syntaxOnly,
                String.join("\n", paths));
        return Content.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
