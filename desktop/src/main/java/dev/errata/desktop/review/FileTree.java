package dev.errata.desktop.review;

import dev.errata.desktop.fx.Gaps;
import dev.errata.desktop.fx.Icons;
import dev.errata.desktop.fx.Words;
import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Proposal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The files of a proposal in their folders, each with what comes, what goes, and how many of its hunks are decided.
/// Folders that hold nothing but one folder stand on one line with it.
final class FileTree {
    private final CursorViewModel model;
    private final TreeView<Entry> node = new TreeView<>();
    private @Nullable Patch patch;
    private boolean selecting;

    /// @param file index in the patch; -1 for a folder
    private record Entry(String name, int file) {}

    FileTree(CursorViewModel model) {
        this.model = model;
        node.setId("review-files");
        node.getStyleClass().addAll("review-list", "dense");
        node.setAccessibleText(Words.of("review.files"));
        node.setShowRoot(false);
        node.setCellFactory(ignored -> new Cell());
        node.getSelectionModel().selectedItemProperty().addListener((value, from, to) -> {
            if (!selecting && to != null && to.getValue().file() >= 0) {
                model.goFile(to.getValue().file());
            }
        });
        model.shown().subscribe(this::show);
        model.file().subscribe(file -> select(file.intValue()));
        model.measured().subscribe(times -> node.refresh());
    }

    TreeView<?> node() {
        return node;
    }

    private void show(@Nullable Proposal proposal) {
        Patch now = proposal == null ? null : proposal.patch();
        if (now != null && now.equals(patch)) {
            node.refresh();
            return;
        }
        patch = now;
        var root = new TreeItem<>(new Entry("", -1));
        if (now != null) {
            var top = new Folder();
            for (int i = 0; i < now.files().size(); i++) {
                top.add(now.files().get(i).path().names(), i);
            }
            fill(root, top);
        }
        selecting = true;
        node.setRoot(root);
        selecting = false;
        select(model.file().get());
    }

    private void select(int file) {
        TreeItem<Entry> item = node.getRoot() == null ? null : find(node.getRoot(), file);
        selecting = true;
        if (item == null) {
            node.getSelectionModel().clearSelection();
        } else {
            node.getSelectionModel().select(item);
            node.scrollTo(node.getRow(item));
        }
        selecting = false;
    }

    private static @Nullable TreeItem<Entry> find(TreeItem<Entry> item, int file) {
        if (file >= 0 && item.getValue().file() == file) {
            return item;
        }
        for (TreeItem<Entry> child : item.getChildren()) {
            TreeItem<Entry> found = find(child, file);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /// Folders and files while the tree is built.
    private static final class Folder {
        private final Map<String, Folder> folders = new TreeMap<>();
        private final Map<String, Integer> files = new TreeMap<>();

        void add(List<String> names, int file) {
            if (names.size() == 1) {
                files.put(names.getFirst(), file);
            } else {
                folders.computeIfAbsent(names.getFirst(), ignored -> new Folder())
                        .add(names.subList(1, names.size()), file);
            }
        }
    }

    private static void fill(TreeItem<Entry> into, Folder folder) {
        folder.folders.forEach((name, inner) -> {
            String shown = name;
            Folder at = inner;
            while (at.files.isEmpty() && at.folders.size() == 1) {
                var only = at.folders.entrySet().iterator().next();
                shown = shown + "/" + only.getKey();
                at = only.getValue();
            }
            var item = new TreeItem<>(new Entry(shown, -1));
            item.setExpanded(true);
            fill(item, at);
            into.getChildren().add(item);
        });
        folder.files.forEach((name, file) -> into.getChildren().add(new TreeItem<>(new Entry(name, file))));
    }

    private final class Cell extends TreeCell<Entry> {
        Cell() {
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            setText(null);
            setGraphic(null);
            setTooltip(null);
            Proposal proposal = model.shown().get();
            if (empty || entry == null || patch == null || proposal == null) {
                return;
            }
            if (entry.file() < 0) {
                setText(ReviewWords.path(entry.name(), 40));
                setGraphic(Icons.of(Feather.FOLDER));
                setTooltip(new Tooltip(ReviewWords.drawn(entry.name())));
            } else if (entry.file() < patch.files().size()) {
                setGraphic(file(proposal, patch.files().get(entry.file())));
                setTooltip(new Tooltip(
                        ReviewWords.drawn(patch.files().get(entry.file()).path().value())));
            }
        }

        private HBox file(Proposal proposal, FileChange change) {
            var letter = new Label(ReviewWords.letter(change));
            letter.getStyleClass().addAll("mono", "file-letter", "file-" + ReviewWords.letter(change));
            letter.setMinWidth(Region.USE_PREF_SIZE);
            var name = new Label(ReviewWords.path(change.path().name(), 48));
            name.setMinWidth(0);
            HunkSize size = model.size(change);
            var added = new Label("+" + size.added());
            added.getStyleClass().addAll("caption", "count-added");
            var removed = new Label("−" + size.removed());
            removed.getStyleClass().addAll("caption", "count-removed");
            long decided = change.hunks().stream()
                    .map(Hunk::number)
                    .filter(hunk -> proposal.choice(hunk) != Proposal.Choice.PENDING)
                    .count();
            var hunks = new Label(decided + "/" + change.hunks().size());
            hunks.getStyleClass().addAll("caption", "muted");
            List.of(added, removed, hunks).forEach(label -> label.setMinWidth(Region.USE_PREF_SIZE));
            var line = new HBox(letter, name, Gaps.wide(), added, removed, hunks);
            line.setAlignment(Pos.CENTER_LEFT);
            line.getStyleClass().add("file-line");
            return line;
        }
    }
}
