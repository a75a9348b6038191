package dev.errata.desktop.cli;

import dev.errata.desktop.api.AuditRoutes;
import dev.errata.desktop.api.ProofJson;
import dev.errata.desktop.cli.House.Visit;
import dev.errata.logs.problem.HomeProblem;
import dev.errata.logs.proof.ExchangeProof;
import dev.errata.logs.proof.Proof;
import dev.errata.logs.read.JournalQuery;
import dev.errata.logs.read.JournalReader;
import dev.errata.logs.read.JournalRecord;
import dev.errata.logs.read.Verification;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `errata audit`: reads the journal's files, beside a running owner or without one. Only `reindex` writes, and only
/// the
/// search index.
@Command(name = "audit", description = "Reads and checks the journal.")
final class AuditCommand implements Runnable {
    private static final Duration STEP = Duration.ofMillis(200);
    private static final int PAGE = 500;

    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    AuditCommand(Session session) {
        this.session = session;
    }

    /// With the commands below it.
    static CommandLine with(Session session) {
        CommandLine audit = new CommandLine(new AuditCommand(session));
        audit.addSubcommand("search", new AuditSearchCommand(session));
        audit.addSubcommand("export", new AuditExportCommand(session));
        audit.addSubcommand("reindex", new AuditReindexCommand(session));
        return audit;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing: tail, search, verify, export or reindex");
    }

    @Command(name = "tail", description = "Shows the newest records, oldest of them first.")
    int tail(
            @Option(
                            names = "-n",
                            paramLabel = "N",
                            defaultValue = "20",
                            description = "How many. Default:" + " ${DEFAULT-VALUE}.")
                    int count,
            @Option(names = "-f", description = "Go on with new records until interrupted.") boolean follow) {
        if (count < 0) {
            return session.fail(ExitCode.USAGE, "-n takes 0 or more.");
        }
        return session.look(visit -> {
            JournalReader reader = visit.audit();
            List<JournalRecord> newest = reader.newest(JournalQuery.ALL, Long.MAX_VALUE, Math.max(count, 1))
                    .reversed();
            long last = newest.isEmpty() ? 0 : newest.getLast().seq();
            if (count > 0) {
                newest.forEach(this::print);
            }
            while (follow && !session.stop().within(STEP)) {
                for (JournalRecord record : reader.after(JournalQuery.ALL, last, PAGE)) {
                    print(record);
                    last = record.seq();
                }
            }
            return ExitCode.OK;
        });
    }

    private void print(JournalRecord record) {
        session.say(session.json() ? record.json() : Records.line(record));
    }

    @Command(
            name = "verify",
            description = {
                "Checks that every record is there and unchanged: exit code 0 if so, 1 if not.",
                "With --exchange: exit code 0 if raw text and recorded rewrites are the text that was sent (proved),",
                "3 if the raw text is not kept (any more) (hashes only), 1 if anything differs or nothing is there."
            })
    int verify(
            @Option(names = "--exchange", paramLabel = "ID", description = "Check one" + " exchange.") @Nullable
                    String exchange) {
        return session.look(visit -> exchange == null ? chain(visit) : one(visit, exchange));
    }

    private int chain(Visit visit) {
        Verification found = visit.audit().verify();
        session.say(session.json() ? AuditRoutes.json(found).toString() : words(found));
        return switch (found) {
            case Verification.Intact intact -> ExitCode.OK;
            case Verification.Empty empty -> ExitCode.OK;
            case Verification.NoAnchor noAnchor -> ExitCode.NOT_SO;
            case Verification.Broken broken -> ExitCode.NOT_SO;
            case Verification.Unreadable unreadable -> ExitCode.CANNOT;
        };
    }

    private int one(Visit visit, String exchange) {
        Proof proof = new ExchangeProof(visit.audit(), visit.texts()).of(exchange);
        session.say(
                session.json()
                        ? ProofJson.of(visit.audit(), exchange, proof).toString()
                        : words(proof, Columns.shorten(exchange)));
        return switch (proof) {
            case Proof.Proved proved -> ExitCode.OK;
            case Proof.HashesOnly hashes -> ExitCode.CANNOT;
            case Proof.Differs differs -> ExitCode.NOT_SO;
            case Proof.BrokenChain broken -> ExitCode.NOT_SO;
            case Proof.NotFound none -> ExitCode.NOT_SO;
            case Proof.Unreadable unreadable -> ExitCode.CANNOT;
        };
    }

    private static String words(Proof proof, String exchange) {
        String reason = ProofJson.reason(proof);
        return ProofJson.result(proof) + ": "
                + switch (proof) {
                    case Proof.Proved(Proof.Claim claim, int lanes) ->
                        "the raw text with " + claim.rewrites() + (claim.rewrites() == 1 ? " rewrite" : " rewrites")
                                + " is the text that was sent, as record " + claim.seq() + " says";
                    case Proof.HashesOnly(Proof.Claim claim, String why) ->
                        "record " + claim.seq() + " is there; " + why + ", so what was sent cannot be proved from it";
                    case Proof.Differs(Proof.Claim claim, String why) -> "record " + claim.seq() + ": " + why;
                    case Proof.BrokenChain(Proof.Claim claim, String why) ->
                        "record " + claim.seq() + " cannot be trusted: " + why;
                    case Proof.NotFound none ->
                        "no finished exchange " + exchange + " in the journal"
                                + (reason.isEmpty() ? "" : "; " + reason);
                    case Proof.Unreadable unreadable -> reason;
                };
    }

    private static String words(Verification found) {
        return switch (found) {
            case Verification.Intact intact ->
                "intact: " + intact.records() + " records, verified to"
                        + " record " + intact.lastSeq() + " at " + intact.at()
                        + intact.notices().stream()
                                .map(notice -> System.lineSeparator() + "note: " + notice)
                                .collect(Collectors.joining());
            case Verification.Empty empty -> "empty: there is no journal yet";
            case Verification.NoAnchor(long records) ->
                "no anchor: " + records + " records are consistent, but the database holds no anchor for them;"
                        + " records after"
                        + " the last one may once have been there";
            case Verification.Broken(String segment, int line, long seq, String reason) ->
                HomeProblem.JOURNAL_CHANGED.said(
                        "broken: record " + seq + " in " + segment + (line > 0 ? " line " + line : "") + ": " + reason);
            case Verification.Unreadable(String reason, var file) ->
                "unreadable: " + reason + (file == null ? "" : " (" + file + ")");
        };
    }
}
