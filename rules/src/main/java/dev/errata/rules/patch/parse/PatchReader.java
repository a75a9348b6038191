package dev.errata.rules.patch.parse;

import dev.errata.rules.EditTool;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Reading;
import dev.errata.rules.patch.Submission;
import dev.errata.rules.patch.SubmissionReader;
import dev.errata.rules.patch.WorkspacePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

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
    /// What each mail of `git format-patch` begins with; the date is a constant.
    private static final Pattern MAIL = Pattern.compile("(?m)^From [0-9a-f]{40,64} Mon Sep 17 00:00:00 2001$");

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
            case Found.Edits found -> withAdvice(body, new Bench(base, root).read(found));
        };
    }

    /// Mails of several commits are read as one change, one commit behind the other. Where that has no place, for
    /// instance because the first of them is in the files already, it helps to know.
    private static Reading withAdvice(Submission.Body body, Reading reading) {
        long mails = body instanceof Submission.Text(String text)
                ? MAIL.matcher(text).results().count()
                : 0;
        if (mails < 2 || !(reading instanceof Reading.Unplaced(String format, List<String> problems))) {
            return reading;
        }
        List<String> all = new ArrayList<>(problems);
        all.add("these are " + mails
                + " commits in mails of git format-patch, read one behind the other; propose each by"
                + " itself (git format-patch -1 --stdout COMMIT), or all of them as one diff (git diff HERE THERE)");
        return new Reading.Unplaced(format, all);
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
