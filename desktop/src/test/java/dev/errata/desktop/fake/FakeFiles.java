package dev.errata.desktop.fake;

import dev.errata.desktop.packs.FileChoice;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// A person who always chooses the same file.
public final class FakeFiles implements FileChoice {
    public volatile @Nullable Path chosen;
    public volatile String suggested = "";

    @Override
    public Optional<Path> toOpen(@Nullable Window owner, String title) {
        return Optional.ofNullable(chosen);
    }

    @Override
    public Optional<Path> toSave(@Nullable Window owner, String title, String name) {
        suggested = name;
        return Optional.ofNullable(chosen);
    }
}
