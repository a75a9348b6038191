package dev.errata.desktop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errata.logs.export.ExportFormat;
import dev.errata.logs.export.JournalExport;
import dev.errata.logs.read.JournalQuery;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `errata audit export`: records in a form that other tools read.
@Command(
        name = "export",
        description = {
            "Writes records as JSON lines, CSV for a spreadsheet, or HAR (finished exchanges, without bodies).",
            "A file that is there is left alone unless --force says otherwise."
        })
final class AuditExportCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "jsonl",
            description = "jsonl, csv or har. Default: ${DEFAULT-VALUE}.")
    private String format = "jsonl";

    @Option(names = "--to", paramLabel = "FILE", required = true, description = "The file; - is standard output.")
    private String to = "";

    @Option(names = "--text", paramLabel = "TEXT", description = "Words, as 'errata audit search' takes them.")
    private String text = "";

    @Mixin
    private AuditFilters filters = new AuditFilters();

    @Option(names = "--force", description = "Write over a file that is there.")
    private boolean force;

    AuditExportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        JournalQuery query;
        ExportFormat form;
        Path target = null;
        try {
            form = ExportFormat.valueOf(format.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return session.fail(ExitCode.USAGE, "--format takes jsonl, csv or har, not " + format + ".");
        }
        try {
            query = filters.query(text);
            target = to.equals("-") ? null : Path.of(to).toAbsolutePath();
        } catch (TypeConversionException e) {
            return session.fail(ExitCode.USAGE, String.valueOf(e.getMessage()));
        } catch (InvalidPathException e) {
            return session.fail(ExitCode.USAGE, to + " is no name of a file.");
        }
        if (target != null && Files.exists(target) && !force) {
            return session.fail(
                    ExitCode.USAGE, "The file " + to + " is there already; nothing was written. Use --force.");
        }
        Path file = target;
        return session.look(visit -> {
            try {
                JournalExport export =
                        new JournalExport(visit.audit(), session.house().version());
                return file == null ? toOutput(export, form, query) : toFile(export, form, query, file);
            } catch (IOException e) {
                return session.fail(
                        ExitCode.CANNOT, "The records could not be written to " + to + ": " + e.getMessage());
            }
        });
    }

    private int toOutput(JournalExport export, ExportFormat form, JournalQuery query) throws IOException {
        Writer out =
                new BufferedWriter(new OutputStreamWriter(session.terminal().out(), UTF_8));
        export.write(form, query, out);
        return ExitCode.OK;
    }

    /// Into a file beside it first, so that one that was there stays whole if this fails.
    private int toFile(JournalExport export, ExportFormat form, JournalQuery query, Path file) throws IOException {
        Path part = Files.createTempFile(file.resolveSibling("."), "errata-export-", ".part");
        try {
            long records;
            try (FileChannel channel = FileChannel.open(part, Set.of(StandardOpenOption.WRITE));
                    Writer out = new BufferedWriter(Channels.newWriter(channel, UTF_8))) {
                records = export.write(form, query, out);
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            session.say(
                    session.json()
                            ? "{\"records\":" + records + "}"
                            : records + (records == 1 ? " record is" : " records are") + " in " + to);
            return ExitCode.OK;
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
