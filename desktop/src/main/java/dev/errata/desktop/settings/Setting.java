package dev.errata.desktop.settings;

import dev.errata.desktop.settings.Kind.Address;
import dev.errata.desktop.settings.Kind.Choice;
import dev.errata.desktop.settings.Kind.Flag;
import dev.errata.desktop.settings.Kind.Host;
import dev.errata.desktop.settings.Kind.Levels;
import dev.errata.desktop.settings.Kind.Limits;
import dev.errata.desktop.settings.Kind.Line;
import dev.errata.desktop.settings.Kind.PriceList;
import dev.errata.desktop.settings.Kind.Servers;
import dev.errata.desktop.settings.Kind.Size;
import dev.errata.desktop.settings.Kind.Variables;
import dev.errata.desktop.settings.Kind.Whole;
import dev.errata.proxy.client.CaptureLevel;
import dev.errata.proxy.transport.kind.TransportKind;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The table of settings: every key of `errata.toml`. Checks, the help page, `errata config` and the API are made from
/// it.
public enum Setting {
    HOST(
            "host",
            new Host(),
            "127.0.0.1",
            true,
            "Address that Errata listens on. One that other machines can reach is refused without client tokens and"
                    + " TLS; this machine is served at 127.0.0.1 then too."),
    PORT(
            "port",
            new Whole(0, 65535, ""),
            "11435",
            true,
            "Port that Errata listens on; 0 takes a free one at each start."),
    LISTENER(
            "listener",
            new Flag(),
            "true",
            true,
            "Whether Errata listens; off sends clients away until it is on" + " again."),
    ORIGINS(
            "origins",
            new Line("globs, separated by commas"),
            "",
            true,
            "Web pages, besides those of this machine and of apps, that may use the port, for instance"
                    + " https://*.example.com; * for every page."),
    TLS_CERTIFICATE(
            "tls.certificate",
            new Line("path"),
            "",
            true,
            "PEM file of Errata's certificate and those that vouch for it. Other machines must speak TLS; programs of"
                    + " this one may. A renewed file is seen within a second."),
    TLS_KEY(
            "tls.key",
            new Line("path"),
            "",
            true,
            "PEM file of the certificate's private key, PKCS#8 without a password; only its owner may be able to read"
                    + " it (mode 0600)."),
    TLS_CLIENT_CA(
            "tls.client-ca",
            new Line("path"),
            "",
            true,
            "PEM file of who vouches for clients: whoever speaks TLS must then show a certificate of it. Empty: no"
                    + " certificate is asked for."),
    CLIENTS_REQUIRED(
            "clients.required",
            new Flag(),
            "false",
            true,
            "Whether every request needs a client's token, as soon as one client has one (errata clients add). Where"
                    + " other machines can reach the port, it is needed in any case."),
    CLIENTS_RATE(
            "clients.rate",
            new Whole(0, PerClient.RATE_MOST, "requests"),
            "0",
            true,
            "How many requests each client may send within any minute; 0 for any number. Beyond it 429 with"
                    + " Retry-After."),
    CLIENTS_PARALLEL(
            "clients.parallel",
            new Whole(0, PerClient.PARALLEL_MOST, "requests"),
            "0",
            true,
            "How many requests each client may have under way at once; 0 for any number. Beyond it 429 with"
                    + " Retry-After."),
    CLIENTS_LIMITS(
            "clients.limits",
            new Limits(),
            "",
            true,
            "Other limits for single clients, for instance 'ci = 60/2; ide* = 0/4': requests a minute, and at once."),
    UPSTREAM(
            "upstream",
            new Address(),
            "",
            true,
            "Model server that exchanges go to. Empty: the first that answers at 11434, 8080, 9931, 1234, 5001 or 8000,"
                    + " else the practice server."),
    UPSTREAMS(
            "upstreams",
            new Servers(),
            "",
            true,
            "Further model servers, chosen by the model that a request names: exact names first, then globs, else the"
                    + " one of 'upstream'. In the file also as [[upstreams]] tables with models, url and"
                    + " api-key-env."),
    CONNECT_RETRIES(
            "upstream-retries",
            new Whole(0, 5, "times"),
            "1",
            true,
            "How often a connection to a model server that could not be made is tried again, before the client hears"
                    + " of it. Nothing that was sent is ever sent twice by this."),
    BREAKER_FAILURES(
            "breaker.failures",
            new Whole(0, 100, "in a row"),
            "5",
            true,
            "Failures of a model server after which it is left alone for a while; 0 for never. A client's mistake or"
                    + " cancel never counts."),
    BREAKER_COOL_DOWN(
            "breaker.cool-down",
            new Whole(1, 3600, "seconds"),
            "60",
            true,
            "How long it is left alone before one request is let through on trial."),
    STREAM_UPSTREAM(
            "cancel.stream-upstream",
            new Flag(),
            "false",
            true,
            "Whether a request for a whole answer is asked of the model server as a stream and put together again, so"
                    + " that it notices when the client leaves: llama-server does not otherwise. Chat, completions,"
                    + " Anthropic, llama-server's own and Ollama's; what cannot be put together exactly is asked as it"
                    + " is."),
    CLIENT_IDLE(
            "client.idle",
            new Whole(0, 86_400, "seconds"),
            "300",
            true,
            "How long a client's connection may rest between two requests before it is closed; 0 for ever. An answer"
                    + " that is under way is no rest."),
    API_KEY_ENV(
            "api-key-env",
            new Line("name of a variable"),
            "",
            true,
            "Environment variable that holds the model server's API key. The key itself is never kept or shown."),
    API_KEY_FILE(
            "api-key-file",
            new Line("path"),
            "",
            true,
            "File that holds the model server's API key; only its owner may be able to read it (mode 0600)."),
    CAPTURE_LEVEL(
            "capture.level",
            new Choice(
                    Arrays.stream(CaptureLevel.values()).map(CaptureLevel::word).toList()),
            CaptureLevel.FULL.word(),
            true,
            "How much is kept of an exchange; see errata help capture. Corrections are journalled at every level."),
    CAPTURE_CLIENTS(
            "capture.clients",
            new Levels(),
            "",
            true,
            "Other levels for single clients, for instance 'private* = off; ci = metadata'."),
    PATCH_CATCH(
            "patch.catch",
            new Flag(),
            "true",
            true,
            "Whether patches in models' answers become proposals, once there is a workspace ('errata workspace add')."),
    PATCH_WORKSPACES(
            "patch.workspaces",
            new Line("client = workspace, separated by ;"),
            "",
            true,
            "Which workspace the patches of a client are for, for instance 'cline* = site; codex = /code/api'. Those"
                    + " of others are for the one workspace that has their paths."),
    MCP_WORKSPACES(
            "mcp.workspaces",
            new Choice(List.of("open", "known")),
            "open",
            true,
            "Which folders agents may have watched over by MCP: any that is named (open), or only those that you have"
                    + " added (known)."),
    CAPTURE_RAW_TEXTS(
            "capture.raw-texts",
            new Whole(0, 100_000, "exchanges"),
            "1000",
            true,
            "Of how many last exchanges the model's own text is kept in blobs/raw, for proof and replay. 0 keeps none"
                    + " and deletes those that are there."),
    CAPTURE_RAW_BYTES(
            "capture.raw-bytes",
            new Size(1 << 20, 1L << 40),
            "512 MB",
            true,
            "How much room those texts may take; beyond it the oldest go."),
    SESSION_GAP(
            "session.gap",
            new Whole(1, 10_080, "minutes"),
            "30",
            true,
            "A pause of a client that is longer than this begins a new session, unless the client names it by the"
                    + " header x-errata-session."),
    SESSION_KEEP(
            "session.keep",
            new Whole(1, 100_000, "sessions"),
            "50",
            true,
            "How many sessions are kept; beyond it those that rested longest are deleted. Their tokens still count."),
    BUDGET_DAY(
            "budget.day",
            new Whole(-1, 2_000_000_000, "tokens"),
            "-1",
            true,
            "Tokens, input and output together, that all clients may use on one day; -1 for no limit."),
    BUDGET_SESSION(
            "budget.session",
            new Whole(-1, 2_000_000_000, "tokens"),
            "-1",
            true,
            "Tokens that one session may use; -1 for no limit."),
    BUDGET_CLIENT(
            "budget.client",
            new Whole(-1, 2_000_000_000, "tokens"),
            "-1",
            true,
            "Tokens that one client may use on one day; -1 for no limit."),
    BUDGET_STOP(
            "budget.stop",
            new Flag(),
            "false",
            true,
            "Whether requests are refused (429) once a budget is used up. Otherwise it is only said, at 70, 90 and"
                    + " 100 %."),
    ASK_USAGE(
            "tokens.ask-usage",
            new Line("addresses of model servers, comma separated; * for any text"),
            "",
            true,
            "Model servers that are asked to tell the tokens of a streamed OpenAI answer where a client does not ask:"
                    + " the one change of a request that Errata can make. The client gets nothing of it."),
    TOKEN_PRICES(
            "tokens.prices",
            new PriceList(),
            "",
            true,
            "What a thousand tokens cost, by model, in a currency of your own; the first pattern that fits counts."),
    CAPTURE_RAW_DAYS(
            "capture.raw-days",
            new Whole(0, 3650, "days"),
            "0",
            true,
            "How old those texts may become; 0 for any age."),
    JOURNAL_FSYNC(
            "journal.fsync",
            new Choice(List.of("batch", "interval", "never")),
            "batch",
            true,
            "When the journal is forced to the disk: after each batch, at an interval, or when the operating system"
                + " likes. A crash of Errata loses nothing under any of these; a power cut may, under the last two."),
    JOURNAL_FSYNC_INTERVAL(
            "journal.fsync-interval",
            new Whole(10, 60_000, "milliseconds"),
            "1000",
            true,
            "How long a record may wait to be forced to the disk if journal.fsync is interval."),
    JOURNAL_ARCHIVE_AFTER(
            "journal.archive-after",
            new Whole(0, 36_500, "days"),
            "30",
            true,
            "After how many days a finished file of the journal is packed into logs/archive; 0 for never. Packed files"
                    + " are checked and searched like others."),
    JOURNAL_KEEP(
            "journal.keep",
            new Whole(0, 36_500, "days"),
            "0",
            true,
            "After how many days a packed file is deleted; 0 keeps all. A record with its last hash stays in the"
                    + " journal, so that the rest can still be proved."),
    THEME("theme", new Choice(List.of("system", "light", "dark")), "system", true, "Colours of the window."),
    LOG_LEVEL(
            "log.level",
            new Choice(List.of("error", "warn", "info", "debug", "trace")),
            "info",
            true,
            "How much goes to logs/errata.log; never bodies or secrets."),
    TRACES_ENDPOINT(
            "traces.endpoint",
            new Address(),
            "",
            true,
            "Collector that gets a trace of each exchange by OTLP over HTTP: names, numbers and times, never texts."
                    + " Without a path, /v1/traces is meant. Empty: no traces, and nothing is loaded for them."),
    TRACES_HEADERS(
            "traces.headers",
            new Variables(),
            "",
            true,
            "What the collector asks for in addition, often a key. The values themselves are never kept or shown."),
    TRANSPORT(
            "transport",
            new Choice(TransportKind.words()),
            TransportKind.AUTO,
            false,
            "What connections are served with. auto: epoll on Linux, else nio. io_uring is on trial: some resets of a"
                    + " connection are noticed late. A named one that does not work here is replaced by the best that"
                    + " does."),
    DRAIN("drain", new Whole(0, 4, "seconds"), "3", false, "How long running exchanges may go on when Errata ends.");

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // every kind is a record of texts and numbers
    private final Kind kind;

    private final String standard;
    private final boolean live;
    private final String description;

    Setting(String key, Kind kind, String standard, boolean live, String description) {
        this.key = key;
        this.kind = kind;
        this.standard = standard;
        this.live = live;
        this.description = description;
    }

    /// The key in `errata.toml`, with dots.
    public String key() {
        return key;
    }

    public Kind kind() {
        return kind;
    }

    /// The value where the file says nothing.
    public String standard() {
        return standard;
    }

    /// Whether a change is in force at once, otherwise after a restart.
    public boolean live() {
        return live;
    }

    /// What it does, for people.
    public String description() {
        return description;
    }

    /// The setting of that key.
    public static Optional<Setting> of(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }

    /// The setting whose key looks most like that.
    public static Setting nearest(String key) {
        return Arrays.stream(values())
                .min(Comparator.comparingInt(setting -> distance(key, setting.key)))
                .orElseThrow();
    }

    /// Levenshtein's distance: how many letters must be put in, taken out or changed.
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
