package dev.errata.desktop.review;

import dev.errata.desktop.command.Command;
import dev.errata.desktop.review.Question.Kind;
import dev.errata.rules.patch.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import org.kordamp.ikonli.feather.Feather;

/// Every act of the screen, each with its key.
final class ReviewCommands {
    final Command apply;
    final Command accept;
    final Command reject;
    final Command edit;
    final Command comment;
    final Command bind;
    final Command rejectAll;
    final Command withdraw;
    final Command cancel;
    final Command drop;
    final Command rollBack;
    private final List<Command> all = new ArrayList<>();
    private final ReviewViewModel model;

    /// What the screen does by itself.
    interface Screenwork {
        void layout();

        void keys();

        void bind();

        void answer();

        void page(int by);
    }

    ReviewCommands(ReviewViewModel model, Screenwork screen) {
        this.model = model;
        CursorViewModel cursor = model.cursor();
        DecisionsViewModel decisions = model.decisions();
        BooleanBinding some = when(model, proposal -> true);
        BooleanBinding judging = when(model, proposal -> model.judging());
        BooleanBinding waiting = when(model, proposal -> QueueRow.TO_JUDGE.contains(proposal.state()));
        BooleanBinding asking = model.question().isNotNull();
        BooleanBinding ready = Bindings.createBooleanBinding(
                () -> {
                    Proposal now = cursor.shown().get();
                    return now != null
                            && ReviewViewModel.appliable(now)
                            && cursor.armed().get()
                            && decisions.busy().get().isEmpty();
                },
                cursor.shown(),
                cursor.armed(),
                decisions.busy());
        add(Command.of("review.nextHunk", Feather.ARROW_DOWN, "J", some, () -> cursor.stepHunk(1)));
        add(Command.of("review.previousHunk", Feather.ARROW_UP, "K", some, () -> cursor.stepHunk(-1)));
        add(Command.of("review.nextFile", Feather.CHEVRONS_DOWN, "Shift+J", some, () -> cursor.stepFile(1)));
        add(Command.of("review.previousFile", Feather.CHEVRONS_UP, "Shift+K", some, () -> cursor.stepFile(-1)));
        add(Command.of(
                "review.next", Feather.SKIP_FORWARD, "N", () -> model.queue().step(1)));
        add(Command.of(
                "review.previous", Feather.SKIP_BACK, "P", () -> model.queue().step(-1)));
        add(Command.of("review.pageDown", Feather.CHEVRON_DOWN, "Space", some, () -> screen.page(1)));
        add(Command.of("review.pageUp", Feather.CHEVRON_UP, "Shift+Space", some, () -> screen.page(-1)));
        add(Command.of("review.unseen", Feather.EYE, "V", some, cursor::goUnseen));

        accept = add(Command.of("review.accept", Feather.CHECK, "A", judging, model::acceptHunk));
        reject = add(Command.of("review.reject", Feather.X, "R", judging, () -> model.ask(Kind.REJECT_HUNK)));
        edit = add(Command.of("review.edit", Feather.EDIT_2, "E", judging, () -> model.ask(Kind.EDIT)));
        comment = add(
                Command.of("review.comment", Feather.MESSAGE_SQUARE, "C", judging, () -> model.ask(Kind.COMMENT_HUNK)));
        add(Command.of("review.acceptFile", Feather.CHECK_SQUARE, "Shift+A", judging, model::acceptFile));
        add(Command.of("review.rejectFile", Feather.X_SQUARE, "Shift+R", judging, () -> model.ask(Kind.REJECT_FILE)));
        add(Command.of(
                "review.commentFile", Feather.FILE_TEXT, "Shift+C", judging, () -> model.ask(Kind.COMMENT_FILE)));
        add(Command.of("review.acceptAll", Feather.CHECK_CIRCLE, "Alt+A", judging, model::acceptAll));
        rejectAll =
                add(Command.of("review.rejectAll", Feather.X_CIRCLE, "Alt+R", waiting, () -> model.ask(Kind.REJECT)));
        add(Command.of("review.commentAll", Feather.MESSAGE_CIRCLE, "Alt+C", some, () -> model.ask(Kind.COMMENT)));
        add(Command.of("review.undo", Feather.CORNER_UP_LEFT, "U", some, decisions::undo));
        add(Command.of("review.redo", Feather.CORNER_UP_RIGHT, "Shift+U", some, decisions::redo));

        apply = add(Command.of("review.apply", Feather.CHECK, "Shortcut+Enter", ready, model::apply));
        withdraw = add(Command.of(
                "review.withdraw",
                Feather.CORNER_UP_LEFT,
                "Alt+W",
                when(model, proposal -> proposal.state().equals("queued") && !ReviewViewModel.testing(proposal)),
                () -> model.ask(Kind.WITHDRAW)));
        cancel = add(Command.of(
                "review.cancel",
                Feather.STOP_CIRCLE,
                "Alt+S",
                when(model, ReviewViewModel::testing),
                decisions::cancel));
        drop = add(Command.of(
                "review.drop",
                Feather.TRASH_2,
                "Alt+D",
                when(model, proposal -> proposal.state().equals("apply_failed")),
                () -> model.ask(Kind.DROP)));
        rollBack = add(Command.of(
                "review.rollBack",
                Feather.ROTATE_CCW,
                "Alt+Z",
                when(model, proposal -> proposal.state().equals("committed")),
                () -> model.ask(Kind.ROLL_BACK)));
        bind = add(Command.of(
                "review.bind",
                Feather.FOLDER,
                "B",
                when(model, proposal -> proposal.workspace() == null && QueueRow.TO_JUDGE.contains(proposal.state())),
                screen::bind));
        // The same key as applying: where something is asked, it answers.
        all.addFirst(below(
                model,
                Command.of("review.answer", Feather.CORNER_DOWN_LEFT, "Shortcut+Enter", asking, screen::answer)));

        add(Command.of("review.layout", Feather.COLUMNS, "D", some, screen::layout));
        add(Command.of(
                "review.wrap",
                Feather.ALIGN_LEFT,
                "W",
                some,
                () -> cursor.wrap().set(!cursor.wrap().get())));
        add(Command.of("review.unfold", Feather.MAXIMIZE_2, "X", some, cursor::openAll));
        add(Command.of(
                "review.decided",
                Feather.ARCHIVE,
                "H",
                () -> model.queue().decided().set(!model.queue().decided().get())));
        add(Command.of("review.policies", Feather.SHIELD, "Alt+P", model::openPolicies));
        add(Command.of("review.keys", Feather.HELP_CIRCLE, "Shift+SLASH", screen::keys));
    }

    private Command add(Command plain) {
        Command command = below(model, plain);
        all.add(command);
        return command;
    }

    List<Command> all() {
        return List.copyOf(all);
    }

    /// What a person writes on a sheet above the screen is no key of the screen.
    private static Command below(ReviewViewModel model, Command command) {
        return new Command(
                command.id(),
                command.icon(),
                command.key(),
                Bindings.and(command.enabled(), model.policies().isOpen().not()),
                command.action());
    }

    private static BooleanBinding when(ReviewViewModel model, Predicate<Proposal> test) {
        return Bindings.createBooleanBinding(
                () -> {
                    Proposal now = model.cursor().shown().get();
                    return now != null && test.test(now);
                },
                model.cursor().shown());
    }
}
