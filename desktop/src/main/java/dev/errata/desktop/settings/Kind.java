package dev.errata.desktop.settings;

import dev.errata.rules.session.Prices;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What values a setting can have. Values travel as text in one canonical form.
public sealed interface Kind {

    /// The type's name as the settings table shows it.
    String name();

    /// The bounds as the settings table shows them, empty if there are none.
    String bounds();

    /// The canonical form of a text, empty if it is no such value.
    Optional<String> canonical(String text);

    /// How the canonical text is written in TOML.
    default String toml(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /// A whole number.
    ///
    /// @param unit for people, may be empty
    record Whole(int least, int most, String unit) implements Kind {
        @Override
        public String name() {
            return "number";
        }

        @Override
        public String bounds() {
            return least + " to " + most + (unit.isEmpty() ? "" : " " + unit);
        }

        @Override
        public Optional<String> canonical(String text) {
            try {
                int value = Integer.parseInt(text.strip());
                return value < least || value > most ? Optional.empty() : Optional.of(Integer.toString(value));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        @Override
        public String toml(String value) {
            return value;
        }
    }

    /// So many bytes, written `512 MB`; a unit is 1,024 of the one before it.
    record Size(long least, long most) implements Kind {
        private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB");
        private static final Pattern FORM = Pattern.compile("([0-9]{1,15})\\s*([KMGT]?B?)");

        /// The bytes of a canonical text.
        static long bytes(String text) {
            Matcher found = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
            if (!found.matches()) {
                throw new IllegalArgumentException("not a size: " + text);
            }
            String unit = found.group(2);
            int power = unit.isEmpty() ? 0 : UNITS.indexOf(unit.endsWith("B") ? unit : unit + "B");
            return Math.multiplyExact(Long.parseLong(found.group(1)), 1L << (10 * power));
        }

        private static String words(long bytes) {
            int power = 0;
            while (power < UNITS.size() - 1 && bytes != 0 && bytes % (1L << (10 * (power + 1))) == 0) {
                power++;
            }
            return (bytes >> (10 * power)) + " " + UNITS.get(power);
        }

        @Override
        public String name() {
            return "size";
        }

        @Override
        public String bounds() {
            return words(least) + " to " + words(most);
        }

        @Override
        public Optional<String> canonical(String text) {
            try {
                long bytes = bytes(text);
                return bytes < least || bytes > most ? Optional.empty() : Optional.of(words(bytes));
            } catch (IllegalArgumentException | ArithmeticException e) {
                return Optional.empty();
            }
        }
    }

    /// On or off.
    record Flag() implements Kind {
        @Override
        public String name() {
            return "switch";
        }

        @Override
        public String bounds() {
            return "true, false";
        }

        @Override
        public Optional<String> canonical(String text) {
            return switch (text.strip().toLowerCase(Locale.ROOT)) {
                case "true", "on", "yes" -> Optional.of("true");
                case "false", "off", "no" -> Optional.of("false");
                default -> Optional.empty();
            };
        }

        @Override
        public String toml(String value) {
            return value;
        }
    }

    /// One of a few words.
    record Choice(List<String> words) implements Kind {
        public Choice {
            words = List.copyOf(words);
        }

        @Override
        public String name() {
            return "choice";
        }

        @Override
        public String bounds() {
            return String.join(", ", words);
        }

        @Override
        public Optional<String> canonical(String text) {
            String word = text.strip().toLowerCase(Locale.ROOT);
            return words.contains(word) ? Optional.of(word) : Optional.empty();
        }
    }

    /// The address of a model server, or nothing.
    record Address() implements Kind {
        @Override
        public String name() {
            return "address";
        }

        @Override
        public String bounds() {
            return "http://HOST:PORT or https://..., or empty";
        }

        @Override
        public Optional<String> canonical(String text) {
            String stripped = text.strip();
            if (stripped.isEmpty()) {
                return Optional.of("");
            }
            try {
                URI address = new URI(stripped);
                boolean web =
                        "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
                boolean plain = address.getHost() != null
                        && address.getUserInfo() == null
                        && address.getQuery() == null
                        && address.getFragment() == null
                        && address.getPort() <= 65535;
                return web && plain ? Optional.of(stripped.replaceAll("/+$", "")) : Optional.empty();
            } catch (URISyntaxException e) {
                return Optional.empty();
            }
        }
    }

    /// Model servers, each with its models, in one line.
    record Servers() implements Kind {
        @Override
        public String name() {
            return "model servers";
        }

        @Override
        public String bounds() {
            return "MODEL, MODEL = URL; ... where * and ? stand for any text and any letter; after a URL KEY=VARIABLE"
                    + " names the variable that holds its key; or empty";
        }

        @Override
        public Optional<String> canonical(String text) {
            return ServerList.read(text).map(ServerList::text);
        }
    }

    /// Headers, each with the environment variable that holds its value.
    record Variables() implements Kind {
        // RFC 9110, 5.6.2: the characters of a field name.
        private static final Pattern ONE =
                Pattern.compile("([A-Za-z0-9!#$%&'*+.^_`|~-]+)\\s*=\\s*([A-Za-z_][A-Za-z0-9_]*)");

        /// The variable of each header in a canonical text.
        public static Map<String, String> read(String text) {
            Map<String, String> headers = new LinkedHashMap<>();
            for (String one : text.isBlank() ? new String[0] : text.split(",", -1)) {
                Matcher found = ONE.matcher(one.strip());
                if (!found.matches()) {
                    throw new IllegalArgumentException("not a header and its variable: " + one);
                }
                headers.put(found.group(1), found.group(2));
            }
            return headers;
        }

        @Override
        public String name() {
            return "headers";
        }

        @Override
        public String bounds() {
            return "HEADER=VARIABLE, ... where VARIABLE is the environment variable that holds the value; or empty";
        }

        @Override
        public Optional<String> canonical(String text) {
            try {
                return Optional.of(read(text).entrySet().stream()
                        .map(header -> header.getKey() + "=" + header.getValue())
                        .collect(Collectors.joining(", ")));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    /// Prices of models, in one line.
    record PriceList() implements Kind {
        @Override
        public String name() {
            return "prices";
        }

        @Override
        public String bounds() {
            return "MODEL = INPUT / OUTPUT; ... where * and ? stand for any text and any letter; one number for both;"
                    + " or empty";
        }

        @Override
        public Optional<String> canonical(String text) {
            return Prices.read(text).map(Prices::text);
        }
    }

    /// A name or address of this machine.
    record Host() implements Kind {
        private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,252}[a-z0-9])?|[0-9a-f:.]{2,45}");

        @Override
        public String name() {
            return "host";
        }

        @Override
        public String bounds() {
            return "127.0.0.1, localhost or ::1; another address of this machine, or 0.0.0.0 for all, only with client"
                    + " tokens and TLS";
        }

        @Override
        public Optional<String> canonical(String text) {
            String host = text.strip().toLowerCase(Locale.ROOT).replaceAll("^\\[(.*)]$", "$1");
            return NAME.matcher(host).matches() ? Optional.of(host) : Optional.empty();
        }
    }

    /// Capture levels by client.
    record Levels() implements Kind {
        @Override
        public String name() {
            return "clients";
        }

        @Override
        public String bounds() {
            return "CLIENT = off|hashes|metadata|full; ... where * and ? stand for any text and any letter; or empty";
        }

        @Override
        public Optional<String> canonical(String text) {
            return PerClient.levelsText(text);
        }
    }

    /// Limits by client.
    record Limits() implements Kind {
        @Override
        public String name() {
            return "clients";
        }

        @Override
        public String bounds() {
            return "CLIENT = PER-MINUTE/AT-ONCE; ... where 0 is no limit, * and ? stand for any text and any letter; or"
                    + " empty";
        }

        @Override
        public Optional<String> canonical(String text) {
            return PerClient.limitsText(text);
        }
    }

    /// Any text in one line.
    ///
    /// @param meaning what it is, for the settings table
    record Line(String meaning) implements Kind {
        @Override
        public String name() {
            return "text";
        }

        @Override
        public String bounds() {
            return meaning;
        }

        @Override
        public Optional<String> canonical(String text) {
            return text.chars().anyMatch(Character::isISOControl) ? Optional.empty() : Optional.of(text.strip());
        }
    }
}
