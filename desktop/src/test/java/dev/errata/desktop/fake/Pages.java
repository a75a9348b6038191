package dev.errata.desktop.fake;

import dev.errata.desktop.manual.ManualTopic;
import java.util.List;

/// A small manual that has every kind of block.
public final class Pages {
    private Pages() {}

    public static List<ManualTopic> all() {
        return List.of(
                new ManualTopic("quick-reference", "Quick reference", """
                    # Quick reference

                    Errata stands between your editor and the model server and corrects *what the model says*
                    by **your own rules**, while it streams. Point your editor at `http://127.0.0.1:11435/v1`.

                    1. Start the model server.
                    2. Start Errata: `errata`.
                    3. Write a rule; see [Rules and their columns](rules).

                    ```sh
                    errata serve --port 11435
                    curl http://127.0.0.1:11435/v1/models
                    ```

                    ## Keys

                    | Key | What it does |
                    |---|---|
                    | `Ctrl+K` | Opens the palette: every command by its name |
                    | `Ctrl+N` | Adds a rule |
                    | `F8` | Goes to the next correction in an answer |

                    > Correction can be switched off for all exchanges at once; they then pass byte for byte.

                    ---

                    - A shadow rule is matched and journalled and changes nothing.
                      - It is counted, too.
                    - More at <https://example.org/errata>.
                    """),
                new ManualTopic(
                        "tutorial", "Tutorial: your first rule", "# Tutorial\n\nOpen *Rules* and press `Ctrl+N`."),
                new ManualTopic(
                        "rules", "Rules and their columns", "# Rules\n\nA rule has a pattern.\n\n    indented code\n"),
                new ManualTopic("audit", "The journal", "# The journal\n\nEverything is written down."),
                new ManualTopic("settings", "Settings", "# Settings\n\nAll live."),
                new ManualTopic("troubleshooting", "Troubleshooting", "# Troubleshooting\n\nPort taken."));
    }
}
