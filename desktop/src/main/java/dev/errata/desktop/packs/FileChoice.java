package dev.errata.desktop.packs;

import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// Asks a person for a file, in the platform's own way.
///
/// **Thread:** the FX thread, which waits for the answer as with any native dialog.
public interface FileChoice {

    /// A file to read, empty if the person thought better of it.
    Optional<Path> toOpen(@Nullable Window owner, String title);

    /// A file to write; the platform has asked before one that is there goes.
    ///
    /// @param name suggested
    Optional<Path> toSave(@Nullable Window owner, String title, String name);

    /// The platform's dialogs.
    static FileChoice ofPlatform() {
        return new FileChoice() {
            @Override
            public Optional<Path> toOpen(@Nullable Window owner, String title) {
                FileChooser chooser = chooser(title);
                chooser.getExtensionFilters().add(new ExtensionFilter("*", "*.*"));
                return Optional.ofNullable(chooser.showOpenDialog(owner)).map(file -> file.toPath());
            }

            @Override
            public Optional<Path> toSave(@Nullable Window owner, String title, String name) {
                FileChooser chooser = chooser(title);
                chooser.setInitialFileName(name);
                return Optional.ofNullable(chooser.showSaveDialog(owner)).map(file -> file.toPath());
            }

            private static FileChooser chooser(String title) {
                var chooser = new FileChooser();
                chooser.setTitle(title);
                chooser.getExtensionFilters().add(new ExtensionFilter("JSON", "*.json"));
                return chooser;
            }
        };
    }
}
