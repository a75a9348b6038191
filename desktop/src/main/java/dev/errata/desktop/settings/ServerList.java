package dev.errata.desktop.settings;

import com.electronwill.nightconfig.core.UnmodifiableConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Model servers with the models that go to them, as the setting `upstreams` holds them.
///
/// In one line: `qwen*, starcoder2 = http://127.0.0.1:8081; gpt-oss = https://box:8000 KEY=BOX_KEY`. In the file also
/// as an array of tables, which is read as the same line:
///
/// ```
/// [[upstreams]]
/// models = ["qwen*", "starcoder2"]
/// url = "http://127.0.0.1:8081"
/// ```
public record ServerList(List<Entry> entries) {
    private static final Pattern SERVER = Pattern.compile("(?<models>[^=;]+?)\\s*=\\s*(?<url>[^\\s;=]+)"
            + "(?:\\s+KEY\\s*=\\s*(?<key>[A-Za-z_][A-Za-z0-9_]*))?");
    private static final Set<String> FIELDS = Set.of("models", "url", "api-key-env");
    private static final Kind ADDRESS = new Kind.Address();

    public ServerList {
        entries = List.copyOf(entries);
    }

    /// The servers of a text; empty if it is none.
    public static Optional<ServerList> read(String text) {
        List<Entry> entries = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            if (part.isBlank()) {
                continue;
            }
            Matcher found = SERVER.matcher(part.strip());
            if (!found.matches()) {
                return Optional.empty();
            }
            List<String> models = Arrays.stream(found.group("models").split(",", -1))
                    .map(String::strip)
                    .toList();
            Optional<String> url = ADDRESS.canonical(found.group("url"));
            if (models.contains("") || url.isEmpty()) {
                return Optional.empty();
            }
            entries.add(new Entry(models, url.get(), Objects.requireNonNullElse(found.group("key"), "")));
        }
        return Optional.of(new ServerList(entries));
    }

    /// The canonical text.
    public String text() {
        return entries.stream()
                .map(entry -> String.join(", ", entry.models()) + " = " + entry.url()
                        + (entry.keyVariable().isEmpty() ? "" : " KEY=" + entry.keyVariable()))
                .collect(Collectors.joining("; "));
    }

    /// An array of tables as one line. One that is not as it should be gives a line that [#read] refuses, with the
    /// fault in it.
    static String line(List<?> tables) {
        return tables.stream().map(ServerList::line).collect(Collectors.joining("; "));
    }

    private static String line(Object table) {
        if (!(table instanceof UnmodifiableConfig config)) {
            return String.valueOf(table);
        }
        for (UnmodifiableConfig.Entry field : config.entrySet()) {
            if (!FIELDS.contains(field.getKey())) {
                return "[[upstreams]] with the unknown key " + field.getKey();
            }
        }
        Object models = config.get("models");
        String key = config.getOrElse("api-key-env", "");
        return (models instanceof List<?> list
                        ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                        : String.valueOf(models))
                + " = " + config.get("url") + (key.isEmpty() ? "" : " KEY=" + key);
    }

    /// One server.
    ///
    /// @param keyVariable the environment variable that holds its key, or empty
    public record Entry(List<String> models, String url, String keyVariable) {
        public Entry {
            models = List.copyOf(models);
        }
    }
}
