package dev.errata.desktop.review;

import dev.errata.desktop.fake.FakeApprovals;
import dev.errata.desktop.fake.FakePolicies;
import dev.errata.desktop.fake.SomeProposals;
import dev.errata.desktop.fx.Background;
import dev.errata.desktop.theme.Themes;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.syntax.Grammars;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// How long it takes from going to a proposal with a file of 5,000 lines until it stands on the screen: rows, word
/// marks, the control, and the first frame painted with it; and until its colours are there. On a busy machine the
/// processor time says more than the clock. Run it with `-Dglass.platform=Headless
/// -Dprism.order=sw` where there is no display.
public final class ReviewBench {
    private static final int LINES = 5_000;
    private static final int ROUNDS = 6;

    private final FakeApprovals approvals = new FakeApprovals();
    private final List<String> titles = List.of("new file", "every tenth line changed", "every line changed");

    private ReviewBench() {}

    public static void main(String[] args) throws Exception {
        new ReviewBench().run();
    }

    private void run() throws InterruptedException, IOException {
        String before = lines("    value = compute(%d, \"a text\")  # why\n", 1);
        List<String> after = List.of(
                before,
                IntStream.range(0, LINES)
                        .mapToObj(i ->
                                "    value = comput" + (i % 10 == 5 ? "ed" : "e") + "(" + i + ", \"a text\")  # why\n")
                        .collect(Collectors.joining()),
                lines("    result = compute(%d, \"a text\")  # why\n", 1));
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < titles.size(); i++) {
                Proposal proposal = SomeProposals.of(
                        "01KP%02d%d".formatted(round, i),
                        titles.get(i),
                        Instant.EPOCH.plusSeconds(round * 10L + i),
                        SomeProposals.patch(
                                i == 0 ? Map.of() : Map.of("big.py", before), Map.of("big.py", after.get(i))),
                        SomeProposals.clean(),
                        true);
                approvals.with(proposal);
            }
        }
        var colours = new SyntaxColours(new Grammars(Files.createTempDirectory("bench")));
        var done = new CountDownLatch(1);
        Platform.startup(() -> open(colours, done));
        done.await();
        Platform.exit();
    }

    private static String lines(String form, int from) {
        return IntStream.range(from, LINES + from).mapToObj(form::formatted).collect(Collectors.joining());
    }

    private void open(Highlighter colours, CountDownLatch done) {
        var workers = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory());
        var model = new ReviewViewModel(
                new ReviewDesk(
                        approvals, List::of, new FakePolicies(), colours, new Actor("you", Actor.Channel.WINDOW)),
                new Background(workers, Platform::runLater),
                InstantSource.system());
        var view = new ReviewView(model, new SimpleStringProperty("http://127.0.0.1:11435"));
        var scene = new Scene(view.node(), 1_000, 800);
        new Themes().dress(scene);
        var stage = new Stage();
        stage.setScene(scene);
        stage.show();
        long start = System.nanoTime();
        model.look().ifPresent(Runnable::run);
        new Watch(model, start, done).start();
    }

    /// Goes on to the next proposal once the one before was painted, and coloured.
    private final class Watch extends AnimationTimer {
        private final ReviewViewModel model;
        private final CountDownLatch done;
        private final List<List<Long>> warm =
                titles.stream().map(title -> (List<Long>) new ArrayList<Long>()).toList();
        private long start;
        private long cpu = cpu();
        private int at;
        private int frames;
        private String painted = "";

        Watch(ReviewViewModel model, long start, CountDownLatch done) {
            this.model = model;
            this.start = start;
            this.done = done;
        }

        @Override
        public void handle(long now) {
            DiffSheet sheet = model.cursor().sheet().get();
            Proposal shown = model.shown();
            frames = sheet != null && shown != null && sheet.proposal().equals(shown.id()) ? frames + 1 : 0;
            int title = at % titles.size();
            // The first frame with it was painted when the second one begins.
            if (frames == 2) {
                long millis = millis(System.nanoTime() - start);
                painted = "first paint after " + millis + " ms (processor " + (cpu() - cpu) + " ms)";
                if (at >= titles.size()) {
                    warm.get(title).add(millis);
                }
            }
            if (frames >= 2 && sheet != null && coloured(sheet)) {
                System.out.println((at < titles.size() ? "cold  " : "warm  ") + titles.get(title) + ": "
                        + sheet.rows().size() + " rows, " + painted + ", coloured after "
                        + millis(System.nanoTime() - start) + " ms");
                at++;
                frames = 0;
                if (at == titles.size() * ROUNDS) {
                    stop();
                    end();
                    return;
                }
                start = System.nanoTime();
                cpu = cpu();
                model.queue().step(1);
            }
        }

        private void end() {
            for (int i = 0; i < titles.size(); i++) {
                List<Long> sorted = warm.get(i).stream().sorted().toList();
                System.out.println("warm median " + titles.get(i) + ": " + sorted.get(sorted.size() / 2) + " ms");
            }
            done.countDown();
        }

        /// What this process has used of the processor so far, in milliseconds.
        private static long cpu() {
            return ProcessHandle.current()
                    .info()
                    .totalCpuDuration()
                    .orElse(Duration.ZERO)
                    .toMillis();
        }

        private static long millis(long nanos) {
            return nanos / 1_000_000;
        }

        private static boolean coloured(DiffSheet sheet) {
            return DiffLines.unified(sheet).now().stream()
                    .flatMap(line -> line.marks().stream())
                    .anyMatch(mark -> mark.style().startsWith("token"));
        }
    }
}
