package dev.errata.rules.patch.approve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.rules.patch.FileChange;
import dev.errata.rules.patch.FileImage;
import dev.errata.rules.patch.FileMode;
import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Proposal.Choice;
import dev.errata.rules.patch.Verdict;
import dev.errata.rules.patch.WorkspacePath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Random patches, steps and selections against an oracle that replaces lines by their numbers.
final class SelectionTest {
    private static final long SEED = 61121;
    private static final int ROUNDS = 10_000;

    /// A file of numbered lines, some of which are replaced, each by one hunk without context.
    private record Sample(List<String> lines, List<Integer> places, Patch patch) {

        String expected(Set<Integer> accepted, int edited, String text) {
            StringBuilder result = new StringBuilder();
            for (int line = 0; line < lines.size(); line++) {
                int hunk = places.indexOf(line) + 1;
                result.append(
                        hunk == 0 || !accepted.contains(hunk)
                                ? lines.get(line)
                                : hunk == edited ? text : "new " + hunk + "\n");
            }
            return result.toString();
        }
    }

    private static Sample sample(Random random) {
        List<String> lines = new ArrayList<>();
        int size = 5 + random.nextInt(30);
        for (int i = 0; i < size; i++) {
            lines.add(random.nextInt(4) == 0 ? "same\n" : "line " + i + (random.nextInt(5) == 0 ? "\r\n" : "\n"));
        }
        List<Integer> places = new ArrayList<>();
        List<Hunk> hunks = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (random.nextInt(4) == 0) {
                places.add(i);
                hunks.add(new Hunk(
                        hunks.size() + 1,
                        Hunk.Kind.MODIFY,
                        i + 1,
                        List.of(lines.get(i)),
                        i + 1,
                        List.of("new " + (hunks.size() + 1) + "\n"),
                        ""));
            }
        }
        if (hunks.isEmpty()) {
            return sample(random);
        }
        var change = new FileChange(
                new WorkspacePath("f"), null, FileImage.text(String.join("", lines)), FileMode.FILE, hunks, null);
        return new Sample(lines, places, new Patch(List.of(change)));
    }

    private static Set<Integer> some(Random random, Patch patch) {
        Set<Integer> some = new TreeSet<>(patch.all());
        some.removeIf(hunk -> random.nextBoolean());
        return some;
    }

    private static String text(Patch patch, Set<Integer> hunks) {
        return patch.result(hunks)
                .getOrDefault(new WorkspacePath("f"), Optional.empty())
                .map(image -> image.content().text())
                .orElse("");
    }

    @Test
    void onlyTheAcceptedHunksAreInTheResult() {
        var random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            String as = "seed " + SEED + ", round " + round;
            Sample sample = sample(random);
            Steps steps = Steps.NONE;
            Set<Integer> accepted = new TreeSet<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                Set<Integer> some = some(random, sample.patch);
                Choice choice = random.nextInt(3) == 0 ? Choice.REJECTED : Choice.ACCEPTED;
                steps = steps.then(new Step.Chosen(some, choice));
                if (choice == Choice.ACCEPTED) {
                    accepted.addAll(some);
                } else {
                    accepted.removeAll(some);
                }
            }
            int edited = random.nextInt(3) == 0 ? 1 + random.nextInt(sample.patch.size()) : 0;
            String text = "mine\n".repeat(random.nextInt(3));
            if (edited > 0) {
                steps = steps.then(Edits.edited(sample.patch, edited, text));
            }
            Steps before = steps;
            steps = steps.then(new Step.Chosen(sample.patch.all(), Choice.REJECTED))
                    .undo()
                    .orElseThrow();
            assertThat(steps.done()).isEqualTo(before.done());
            assertThat(steps.at(Choice.ACCEPTED)).as(as).isEqualTo(accepted);
            Patch patch = steps.patch(sample.patch);
            if (!accepted.isEmpty()) {
                String expected = sample.expected(accepted, edited, text);
                assertThat(text(patch, accepted)).as(as).isEqualTo(expected);
                Patch part = Edits.only(patch, accepted);
                assertThat(text(part, part.all())).as(as).isEqualTo(expected);
            }
        }
    }

    @Test
    void aTicketIsForJustWhatWasShown() {
        var random = new Random(SEED);
        var clean = new Verdict(Verdict.Syntax.OK, List.of(), "1");
        var other = new Verdict(Verdict.Syntax.NOT_CHECKED, List.of(), "1");
        Instant expires = Instant.parse("2026-11-28T10:00:00Z");
        for (int round = 0; round < 500; round++) {
            Patch patch = sample(random).patch;
            String ticket = Ticket.of("p", patch, clean, "", "n", expires).value();
            int hunk = 1 + random.nextInt(patch.size());
            Patch edited = new Steps(List.of(new Step.Edited(hunk, List.of("x\n"))), List.of()).patch(patch);
            assertThat(List.of(
                            Ticket.of("q", patch, clean, "", "n", expires),
                            Ticket.of("p", edited, clean, "", "n", expires),
                            Ticket.of("p", patch, other, "", "n", expires),
                            Ticket.of("p", patch, clean, "x", "n", expires),
                            Ticket.of("p", patch, clean, "", "m", expires),
                            Ticket.of("p", patch, clean, "", "n", expires.plusMillis(1))))
                    .as("seed " + SEED + ", round " + round)
                    .noneMatch(each -> each.is(ticket));
            assertThat(Ticket.of("p", patch, clean, "", "n", expires).is(ticket))
                    .isTrue();
        }
    }
}
