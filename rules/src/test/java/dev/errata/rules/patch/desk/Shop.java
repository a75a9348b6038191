package dev.errata.rules.patch.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errata.logs.journal.FileJournal;
import dev.errata.logs.read.FileJournalReader;
import dev.errata.logs.read.JournalQuery;
import dev.errata.logs.read.JournalRecord;
import dev.errata.logs.store.DatabaseAnchor;
import dev.errata.logs.store.SqliteDatabase;
import dev.errata.logs.store.entity.Resolution;
import dev.errata.logs.store.entity.States;
import dev.errata.logs.store.entity.Ulids;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.Blobs;
import dev.errata.rules.patch.Capability;
import dev.errata.rules.patch.Content;
import dev.errata.rules.patch.DecisionResult;
import dev.errata.rules.patch.Evaluator;
import dev.errata.rules.patch.FileSource;
import dev.errata.rules.patch.Finding;
import dev.errata.rules.patch.Hunk;
import dev.errata.rules.patch.Patch;
import dev.errata.rules.patch.Proposal;
import dev.errata.rules.patch.Proposal.GateOutcome;
import dev.errata.rules.patch.Reading;
import dev.errata.rules.patch.Submission;
import dev.errata.rules.patch.SubmissionReader;
import dev.errata.rules.patch.SubmitResult;
import dev.errata.rules.patch.Verdict;
import dev.errata.rules.patch.WorkspacePath;
import dev.errata.rules.patch.approve.Trees;
import dev.errata.rules.store.RuleSchema;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A desk over a real database and a real journal, with workspaces in memory and a clock that stands still.
///
/// Its one workspace W has `a.txt`, lines 1 to 20, and `b.txt`. What is proposed is a text `path: n=new, n=new; path:
/// …`
/// in which each pair is a hunk that puts `new` in the place of line n.
final class Shop implements InstantSource, AutoCloseable {
    static final Actor ANN = new Actor("ann", Actor.Channel.WINDOW);
    static final Actor BOB = new Actor("bob", Actor.Channel.CLI);
    static final Actor AGENT = new Actor("agent", Actor.Channel.MCP);
    static final String THREE = "a.txt: 2=two, 10=ten, 18=eighteen";

    final SqliteDatabase database;
    final FileJournal journal;
    final FakeWorkspaces work;
    final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    final List<GateOutcome> gates = new ArrayList<>();
    final List<FileSource> seenByGates = new ArrayList<>();
    /// What happens while gates run; it is handed what tells them that they are cancelled.
    Consumer<BooleanSupplier> whileGatesRun = cancelled -> {};
    final Mortal mortal;
    Trees trees = Trees.NONE;
    Desk desk;
    private final Path folder;
    private volatile Instant now = Instant.parse("2026-11-21T10:00:00.123Z");

    Shop(Path folder) {
        this.folder = folder;
        database = SqliteDatabase.open(folder.resolve("errata.db"), List.of(RuleSchema.MIGRATIONS), this);
        journal = FileJournal.open(folder, new DatabaseAnchor(database, this), this);
        work = new FakeWorkspaces(database);
        work.create("W");
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 20; i++) {
            lines.append("line ").append(i).append('\n');
        }
        work.put("W", "a.txt", lines.toString());
        work.put("W", "b.txt", "one\r\ntwo\r\nthree");
        mortal = new Mortal(journal, database);
        restart();
    }

    /// A new process on the same home.
    void restart() {
        mortal.dieAt(Integer.MAX_VALUE, false);
        var ids = new Ulids(this, new Random());
        new Resolution(database, journal, reader(), this, ids).run();
        desk = new Desk(new DeskParts(
                mortal.database(),
                new States(mortal.database(), mortal.journal(), this, ids),
                mortal.journal(),
                this,
                new Random(),
                new Reader(),
                new Judging(),
                work,
                work,
                new Bytes(),
                new Commands(),
                (path, before, after) -> trees.same(path, before, after),
                Runnable::run,
                Duration.ofDays(7)));
        desk.start();
    }

    private FileJournalReader reader() {
        return new FileJournalReader(folder, new DatabaseAnchor(database, this)::read);
    }

    @Override
    public Instant instant() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    static Submission submission(String workspace, String text) {
        return new Submission("", workspace, new Submission.Text(text), AGENT, "test", null, null, true);
    }

    SubmitResult submit(String text) {
        return desk.propose(submission("W", text));
    }

    /// A proposal that waits for a decision.
    Proposal propose(String text) {
        SubmitResult result = submit(text);
        assertThat(result).isInstanceOf(SubmitResult.Taken.class);
        return ((SubmitResult.Taken) result).proposal();
    }

    Proposal approved(String text, Integer... hunks) {
        Proposal proposal = propose(text);
        return made(desk.approve(proposal.id(), proposal.version(), Set.of(hunks), "", false, ANN));
    }

    static Proposal made(DecisionResult result) {
        assertThat(result).isInstanceOf(DecisionResult.Made.class);
        return ((DecisionResult.Made) result).proposal();
    }

    static Patch patch(Proposal proposal) {
        return Objects.requireNonNull(proposal.patch());
    }

    static Proposal.Request asked(Proposal proposal) {
        return Objects.requireNonNull(proposal.request());
    }

    static String refused(DecisionResult result) {
        assertThat(result).isInstanceOf(DecisionResult.Refused.class);
        return ((DecisionResult.Refused) result).reason();
    }

    Proposal now(String id) {
        return desk.proposal(id).orElseThrow();
    }

    String state(String id) {
        return now(id).state();
    }

    List<JournalRecord> records() {
        return reader().after(JournalQuery.ALL, 0, Integer.MAX_VALUE);
    }

    /// What the journal says of proposals: types, and for moves `from>to`.
    List<String> told() {
        List<String> told = new ArrayList<>();
        for (JournalRecord record : records()) {
            if (record.type().equals("state.moved")) {
                told.add(record.body().path("from_state").asString("") + ">"
                        + record.body().path("to_state").asString(""));
            } else if (record.type().startsWith("approval.") || record.type().startsWith("patch.")) {
                told.add(record.type());
            }
        }
        return told;
    }

    int sql(String sql, String... values) {
        return database.writeAndWait(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setString(i + 1, values[i]);
                }
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public void close() {
        journal.close();
        database.close();
    }

    static final class Reader implements SubmissionReader {
        @Override
        public Reading read(Submission.Body body, FileSource base) {
            return Hunks.read(((Submission.Text) body).text(), base);
        }

        @Override
        public Set<WorkspacePath> paths(Submission.Body body) {
            return Hunks.paths(((Submission.Text) body).text());
        }
    }

    /// `eval` is unsafe, `mystery` is unknown, `net` adds a capability.
    static final class Judging implements Evaluator {
        @Override
        public String version() {
            return "test-1";
        }

        @Override
        public Verdict evaluate(FileSource base, Patch patch) {
            List<Finding> findings = new ArrayList<>();
            patch.files().forEach(file -> {
                for (Hunk hunk : file.hunks()) {
                    String text = String.join("", hunk.newLines());
                    if (text.contains("eval")) {
                        findings.add(finding(Finding.Weight.UNSAFE, Capability.DYNAMIC_CODE, file.path(), hunk));
                    } else if (text.contains("net")) {
                        findings.add(finding(Finding.Weight.CAUTION, Capability.NETWORK, file.path(), hunk));
                    } else if (text.contains("mystery")) {
                        findings.add(finding(Finding.Weight.UNKNOWN, null, file.path(), hunk));
                    }
                }
            });
            return new Verdict(Verdict.Syntax.OK, findings, version());
        }

        private static Finding finding(
                Finding.Weight weight, @Nullable Capability capability, WorkspacePath path, Hunk hunk) {
            return new Finding(
                    capability == null ? Finding.Kind.UNRESOLVED : Finding.Kind.CAPABILITY,
                    weight,
                    capability,
                    path,
                    hunk.number(),
                    hunk.newStart(),
                    1,
                    "because");
        }
    }

    private final class Bytes implements Blobs {
        @Override
        public String put(byte[] bytes) {
            blobs.put(Content.sha256(bytes), bytes.clone());
            return Content.sha256(bytes);
        }

        @Override
        public byte[] get(String sha256) {
            byte[] bytes = blobs.get(sha256);
            if (bytes == null) {
                throw new IllegalStateException("no blob " + sha256);
            }
            return bytes.clone();
        }
    }

    private final class Commands implements Gates {
        @Override
        public List<GateOutcome> run(Proposal proposal, FileSource result, BooleanSupplier cancelled) {
            seenByGates.add(result);
            whileGatesRun.accept(cancelled);
            return List.copyOf(gates);
        }

        @Override
        public List<GateOutcome> of(String proposal) {
            return List.of();
        }
    }
}
