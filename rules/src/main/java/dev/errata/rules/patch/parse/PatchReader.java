package dev.errata.rules.patch.parse;

import dev.errata.rules.EditTool;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Reading;
import dev.errata.rules.patch.Submission;
import dev.errata.rules.patch.SubmissionReader;
import dev.errata.rules.patch.WorkspacePath;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Reads what models and agents write as patches, whatever form it has.
///
/// | form | how its places are told |
/// |---|---|
/// | unified diff, git's or not, in a fence or not | by number, else by content where that stands once |
/// | SEARCH/REPLACE (Aider, Cline, Roo) | by content, each block in what the ones before left |
/// | V4A (`apply_patch`) | by content and the lines named above it, from the top |
/// | whole files (fence with a path, `write_to_file`) | the lines that differ |
/// | calls of the tools in the tool table | by their old text, each in what the ones before left |
///
/// Put right, and said: wrong counts and numbers in a diff, line ends that are not the file's, blanks before line ends
/// where the place is still the only one. Anything else that does not fit leaves the submission unplaced; what is
/// broken
/// off or can be read in two ways is no patch.
///
/// **Thread:** immutable; any that may work for a second.
public final class PatchReader implements SubmissionReader {
    private final List<EditTool> tools;
    private final String root;

    /// One for which absolute paths are no paths in a workspace.
    ///
    /// @param tools the user's rows of the tool table
    public PatchReader(List<EditTool> tools) {
        this(tools, "");
    }

    private PatchReader(List<EditTool> tools, String root) {
        this.tools = List.copyOf(tools);
        this.root = root;
    }

    @Override
    public SubmissionReader in(Path folder) {
        return new PatchReader(tools, folder.toString().replace('\\', '/'));
    }

    @Override
    public Reading read(Submission.Body body, FileSource base) {
        return switch (found(body)) {
            case Found.Broken(String reason) -> new Reading.NoPatch(reason, List.of());
            case Found.Edits found
            when found.edits().isEmpty() -> new Reading.NoPatch("there is no patch in it", found.said());
            case Found.Edits found -> new Bench(base, root).read(found);
        };
    }

    @Override
    public Set<WorkspacePath> paths(Submission.Body body) {
        Set<WorkspacePath> paths = new LinkedHashSet<>();
        switch (found(body)) {
            case Found.Broken broken -> {}
            case Found.Edits found ->
                found.edits()
                        .forEach(edit -> Folder.path(edit.name().shown(), root).ifPresent(paths::add));
        }
        return paths;
    }

    private Found found(Submission.Body body) {
        return switch (body) {
            case Submission.Text(String text) -> TextReader.read(text);
            case Submission.ToolCalls(List<Submission.ToolCall> calls) -> new ToolReader(tools).read(calls);
        };
    }
}
