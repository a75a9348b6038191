package dev.errata.desktop.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The clients that have a token of their own, in `clients.json` of the home, which its user alone can read.
///
/// A token is shown once, when it is made; only its hash is kept. A file that a person edits is read again by
/// [#refresh]; one that is damaged is never written over: the clients known before stay, and nothing is changed until
/// it has been put right.
///
/// **Thread:** any; all but [#all] and [#fault] touch the disk.
public final class ClientBook {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Path file;
    private final SecureRandom random;
    private final InstantSource clock;
    private final UnaryOperator<String> hash;
    private final String prefix;
    private volatile List<Client> clients = List.of();
    private volatile String fault = "";
    private String seen = "";

    private ClientBook(Path file, SecureRandom random, InstantSource clock, String prefix, UnaryOperator<String> hash) {
        this.file = file;
        this.random = random;
        this.clock = clock;
        this.prefix = prefix;
        this.hash = hash;
    }

    /// Reads the book of a home, which may be missing: then nobody is in it.
    ///
    /// @param prefix what every token begins with
    /// @param hash makes of a token what is kept of it, 64 hex digits
    public static ClientBook open(
            Home home, SecureRandom random, InstantSource clock, String prefix, UnaryOperator<String> hash) {
        var book = new ClientBook(home.folder().resolve("clients.json"), random, clock, prefix, hash);
        book.refresh();
        return book;
    }

    /// One client.
    ///
    /// @param sha256 of its token
    /// @param created when it came
    /// @param rotated when it got its present token
    public record Client(String id, String sha256, Instant created, Instant rotated) {
        @Override
        public String toString() {
            return "Client[" + id + "]";
        }
    }

    /// What came of the wish to change the book.
    public sealed interface Result {}

    /// The client has a new token.
    ///
    /// @param token to be shown once and kept nowhere
    public record Given(Client client, String token) implements Result {
        @Override
        public String toString() {
            return "Given[" + client.id() + "]";
        }
    }

    /// The client has no token any more.
    public record Removed(String id) implements Result {}

    /// There is no such client.
    public record Unknown(String id) implements Result {}

    /// It cannot be done; nothing was changed.
    ///
    /// @param reason why, and what to do
    public record Refused(String reason) implements Result {}

    /// It could not be kept; nothing was changed.
    ///
    /// @param reason why
    public record Unkept(String reason) implements Result {}

    /// Everybody, oldest first.
    public List<Client> all() {
        return clients;
    }

    /// What is wrong with the file, for people; empty if nothing is.
    public String fault() {
        return fault;
    }

    /// Gives a new client a token.
    public synchronized Result add(String id) {
        if (!ID.matcher(id).matches()) {
            return new Refused("'" + id + "' is no client's name; it has 1 to 40 letters, digits, dots, dashes or"
                    + " underscores, and begins with a letter or digit.");
        }
        refresh();
        if (clients.stream().anyMatch(client -> client.id().equalsIgnoreCase(id))) {
            return new Refused(
                    "There is a client " + id + " already. Give it another token with 'errata clients rotate " + id
                            + "', or choose another name.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return give(id, now, now);
    }

    /// Gives a client another token; the old one is dead.
    public synchronized Result rotate(String id) {
        refresh();
        return find(id).map(old -> give(old.id(), old.created(), clock.instant().truncatedTo(ChronoUnit.SECONDS)))
                .orElse(new Unknown(id));
    }

    /// Takes a client's token away.
    public synchronized Result remove(String id) {
        refresh();
        Optional<Client> old = find(id);
        if (old.isEmpty()) {
            return new Unknown(id);
        }
        String trouble =
                keep(clients.stream().filter(client -> !client.id().equals(id)).toList());
        return trouble.isEmpty() ? new Removed(id) : new Unkept(trouble);
    }

    /// Reads the file again if it is not the one seen last.
    ///
    /// @return whether it was another one
    public synchronized boolean refresh() {
        String mark = mark();
        if (mark.equals(seen)) {
            return false;
        }
        seen = mark;
        try {
            clients = mark.isEmpty() ? List.of() : read(Files.readString(file));
            fault = "";
        } catch (IOException | JacksonException | IllegalArgumentException | DateTimeException e) {
            fault = file + " cannot be read (" + e.getClass().getSimpleName() + "); the clients known before stay."
                    + " Correct the file, or move it away and add the clients again.";
        }
        return true;
    }

    private Optional<Client> find(String id) {
        return clients.stream().filter(client -> client.id().equals(id)).findFirst();
    }

    private Result give(String id, Instant created, Instant rotated) {
        String token = prefix + Tokens.fresh(random);
        var client = new Client(id, hash.apply(token), created, rotated);
        List<Client> next = new ArrayList<>(clients);
        next.removeIf(old -> old.id().equals(id));
        next.add(client);
        String trouble = keep(next);
        return trouble.isEmpty() ? new Given(client, token) : new Unkept(trouble);
    }

    private String keep(List<Client> next) {
        if (!fault.isEmpty()) {
            return fault;
        }
        try {
            Private.write(file, text(next));
        } catch (IOException e) {
            return file + " cannot be written (" + e.getMessage() + "); nothing was changed.";
        }
        clients = List.copyOf(next);
        seen = mark();
        return "";
    }

    private static String text(List<Client> clients) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        var list = root.putArray("clients");
        clients.forEach(client -> list.addObject()
                .put("id", client.id())
                .put("sha256", client.sha256())
                .put("created", client.created().toString())
                .put("rotated", client.rotated().toString()));
        return root.toPrettyString() + "\n";
    }

    private static List<Client> read(String text) {
        List<Client> read = new ArrayList<>();
        for (JsonNode one : JsonMapper.shared().readTree(text).path("clients")) {
            String id = one.path("id").asString("");
            String sha256 = one.path("sha256").asString("");
            if (!ID.matcher(id).matches() || !HASH.matcher(sha256).matches()) {
                throw new IllegalArgumentException("no client: " + id);
            }
            read.add(new Client(
                    id,
                    sha256,
                    Instant.parse(one.path("created").asString("")),
                    Instant.parse(one.path("rotated").asString(""))));
        }
        return List.copyOf(read);
    }

    /// Tells one state of the file from another; empty if there is none.
    private String mark() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + "/" + attributes.size() + "/" + attributes.fileKey();
        } catch (IOException e) {
            return "";
        }
    }
}
