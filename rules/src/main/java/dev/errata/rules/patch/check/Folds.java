package dev.errata.rules.patch.check;

import dev.errata.rules.patch.check.Value.Items;
import dev.errata.rules.patch.check.Value.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Computes constant texts as the program would: joined, turned round, decoded. What is not simple is left unknown.
final class Folds {
    private static final Pattern ESCAPE = Pattern.compile(
            "\\\\(?:u\\{([0-9a-fA-F]+)}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{1,2})|([0-7]{1,3})|(.))",
            Pattern.DOTALL);
    /// Meanings that one expression can have.
    static final int MOST = 8;

    private static final int LONGEST = 10_000;

    private Folds() {}

    /// What a function of a fold's name gives for constant arguments.
    static Optional<Value> function(String how, List<Value> arguments) {
        if (how.equals("joinall")) {
            return joined("", arguments);
        }
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        Value first = arguments.getFirst();
        Value second = arguments.size() > 1 ? arguments.get(1) : new Text("");
        return switch (how) {
            case "same" -> Optional.of(first);
            case "joinargs" ->
                first instanceof Text separator
                        ? second instanceof Items items
                                ? joined(separator.text(), items.items())
                                : joined(separator.text(), arguments.subList(1, arguments.size()))
                        : first instanceof Items items && second instanceof Text separator
                                ? joined(separator.text(), items.items())
                                : Optional.empty();
            case "chars" ->
                joined(
                        "",
                        arguments.stream().flatMap(value -> chr(value).stream()).toList());
            case "bytes", "string" -> first instanceof Items items ? chars(items.items()) : Optional.of(first);
            case "chr", "pack" -> chr(arguments.getLast());
            case "codec" ->
                first instanceof Text text && second instanceof Text codec
                        ? decoded(codec.text().replace("-", ""), text.text())
                        : Optional.empty();
            case "encoded" ->
                first instanceof Items items
                        ? chars(items.items())
                        : first instanceof Text text
                                        && second instanceof Text coding
                                        && !coding.text().isEmpty()
                                ? decoded(coding.text(), text.text())
                                : Optional.of(first);
            case "replace" ->
                first instanceof Text text
                                && second instanceof Text from
                                && arguments.size() > 2
                                && arguments.get(2) instanceof Text to
                        ? text(text.text().replace(from.text(), to.text()))
                        : Optional.empty();
            case "replace3" ->
                arguments.size() > 2
                                && arguments.get(2) instanceof Text text
                                && first instanceof Text from
                                && second instanceof Text to
                        ? text(text.text().replace(from.text(), to.text()))
                        : Optional.empty();
            case "format" ->
                first instanceof Text pattern
                        ? formatted(pattern.text(), arguments.subList(1, arguments.size()))
                        : Optional.empty();
            default -> method(how, first, arguments.subList(1, arguments.size()));
        };
    }

    /// What a method of a constant gives.
    static Optional<Value> method(String name, Value receiver, List<Value> arguments) {
        if (receiver instanceof Items items) {
            return switch (name) {
                case "reverse", "reversed", "toReversed" ->
                    Optional.of(new Items(items.items().reversed()));
                case "join", "concat" ->
                    joined(
                            arguments.isEmpty()
                                    ? ""
                                    : string(arguments.getFirst()).orElse(","),
                            items.items());
                case "pack" -> chars(items.items());
                case "decode", "toString", "collect", "iter" -> chars(items.items());
                default -> Optional.empty();
            };
        }
        if (!(receiver instanceof Text(String text))) {
            return Optional.empty();
        }
        return switch (name) {
            case "reverse", "reversed", "toReversed" ->
                text(new StringBuilder(text).reverse().toString());
            case "join" ->
                !arguments.isEmpty() && arguments.getFirst() instanceof Items items
                        ? joined(text, items.items())
                        : arguments.isEmpty() ? Optional.of(receiver) : Optional.empty();
            case "split", "chars", "each_char" ->
                Optional.of(new Items(parts(
                        text,
                        arguments.isEmpty() ? "" : string(arguments.getFirst()).orElse(""))));
            case "concat" -> {
                List<Value> all = new ArrayList<>(List.of(receiver));
                all.addAll(arguments);
                yield joined("", all);
            }
            case "decode" ->
                arguments.isEmpty()
                        ? Optional.of(receiver)
                        : string(arguments.getFirst()).flatMap(codec -> decoded(codec.replace("-", ""), text));
            case "lower", "toLowerCase", "downcase", "ToLower", "to_lowercase" ->
                text(text.toLowerCase(java.util.Locale.ROOT));
            case "upper", "toUpperCase", "upcase", "ToUpper" -> text(text.toUpperCase(java.util.Locale.ROOT));
            case "strip", "trim", "Trim" -> text(text.strip());
            case "replace", "replaceAll", "gsub", "Replace", "sub", "delete" -> {
                String from =
                        arguments.isEmpty() ? "" : string(arguments.getFirst()).orElse("");
                String to = arguments.size() < 2 ? "" : string(arguments.get(1)).orElse("");
                yield from.isEmpty() ? Optional.empty() : text(text.replace(from, to));
            }
            case "toString",
                    "encode",
                    "to_s",
                    "to_sym",
                    "intern",
                    "String",
                    "to_string",
                    "to_owned",
                    "into",
                    "as_str",
                    "c_str",
                    "getBytes",
                    "valueOf",
                    "freeze",
                    "ToString",
                    "unwrap",
                    "str",
                    "toCharArray",
                    "to_str" ->
                arguments.isEmpty() || !name.equals("toString")
                        ? Optional.of(receiver)
                        : decodedOrSame(receiver, text, arguments.getFirst());
            case "unpack1", "unpack" ->
                string(arguments.isEmpty() ? receiver : arguments.getFirst())
                        .flatMap(how -> how.startsWith("m") ? decoded("base64", text) : Optional.empty());
            case "chr" -> chr(receiver);
            case "format" -> formatted(text, arguments);
            case "base64", "hex", "rot13", "percent" -> decoded(name, text);
            case "slice", "substring", "substr" -> sliced(text, arguments);
            default -> Optional.empty();
        };
    }

    private static Optional<Value> decodedOrSame(Value receiver, String text, Value coding) {
        return string(coding)
                .filter(name -> name.matches("base64|hex"))
                .flatMap(name -> decoded(name, text))
                .or(() -> Optional.of(receiver));
    }

    private static Optional<Value> sliced(String text, List<Value> arguments) {
        try {
            int from = Integer.parseInt(string(arguments.getFirst()).orElse("x"));
            int to = arguments.size() > 1
                    ? Integer.parseInt(string(arguments.get(1)).orElse("x"))
                    : text.length();
            return text(text.substring(from, to));
        } catch (NumberFormatException | IndexOutOfBoundsException | java.util.NoSuchElementException e) {
            return Optional.empty();
        }
    }

    private static List<Value> parts(String text, String separator) {
        return text.length() > LONGEST
                ? List.of()
                : java.util.Arrays.stream(text.split(Pattern.quote(separator), -1))
                        .filter(part -> !separator.isEmpty() || !part.isEmpty())
                        .<Value>map(Text::new)
                        .toList();
    }

    static Optional<String> string(Value value) {
        return value instanceof Text(String text) ? Optional.of(text) : Optional.empty();
    }

    static Optional<Value> text(String text) {
        return text.length() > LONGEST ? Optional.empty() : Optional.of(new Text(text));
    }

    /// Nothing if one of them is no text.
    static Optional<Value> joined(String separator, List<Value> items) {
        List<String> texts =
                items.stream().flatMap(item -> string(item).stream()).toList();
        return texts.size() == items.size() ? text(String.join(separator, texts)) : Optional.empty();
    }

    static Optional<Value> chars(List<Value> numbers) {
        return joined(
                "", numbers.stream().flatMap(number -> chr(number).stream()).toList());
    }

    static Optional<Value> chr(Value number) {
        try {
            String text = string(number).orElse("");
            if (text.length() == 1 && !Character.isDigit(text.charAt(0))) {
                return Optional.of(number);
            }
            int point = Integer.decode(text.replace("_", ""));
            return Character.isValidCodePoint(point) ? text(Character.toString(point)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Value> formatted(String pattern, List<Value> arguments) {
        List<Value> values =
                arguments.size() == 1 && arguments.getFirst() instanceof Items items ? items.items() : arguments;
        String made = pattern;
        for (int i = 0; i < values.size(); i++) {
            Optional<String> value = string(values.get(i));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            String quoted = Matcher.quoteReplacement(value.get());
            made = made.replace("{" + i + "}", value.get()).replaceFirst("%[sdv]|\\{}", quoted);
        }
        return text(made);
    }

    static Optional<Value> decoded(String how, String text) {
        try {
            return switch (how) {
                case "base64", "base64url" ->
                    text(latin(Base64.getMimeDecoder()
                            .decode(text.replace('-', '+').replace('_', '/'))));
                case "hex" -> text(latin(HexFormat.of().parseHex(text.replaceAll("\\s", ""))));
                case "rot13", "rot_13" -> text(rot13(text));
                case "percent" -> text(java.net.URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
                case "utf8", "ascii", "latin1", "UTF8", "utf_8", "binary", "unicode_escape" -> text(unescaped(text));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String rot13(String text) {
        StringBuilder turned = new StringBuilder();
        text.chars().forEach(c -> {
            int base = c >= 'a' && c <= 'z' ? 'a' : c >= 'A' && c <= 'Z' ? 'A' : 0;
            turned.append((char) (base == 0 ? c : (c - base + 13) % 26 + base));
        });
        return turned.toString();
    }

    /// A text with its escapes read.
    static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        return ESCAPE.matcher(text).replaceAll(match -> {
            for (int group = 1; group <= 5; group++) {
                if (match.group(group) != null) {
                    int point = Integer.parseInt(match.group(group), group == 5 ? 8 : 16);
                    return Character.isValidCodePoint(point)
                            ? Matcher.quoteReplacement(Character.toString(point))
                            : "?";
                }
            }
            String letter = match.group(6);
            return switch (letter) {
                case "n" -> "\n";
                case "t" -> "\t";
                case "r" -> "\r";
                case "\n" -> "";
                default -> Matcher.quoteReplacement(letter);
            };
        });
    }

    /// The words of a command: of a text, or of a list's texts.
    static String words(Value value) {
        return value instanceof Items(List<Value> items)
                ? String.join(
                        " ",
                        items.stream().flatMap(item -> string(item).stream()).toList())
                : string(value).orElse("");
    }

    /// Each of one side joined with each of the other, as far as that is constant.
    static List<Value> product(List<Value> left, List<Value> right) {
        List<Value> found = new ArrayList<>();
        for (Value one : left) {
            for (Value other : right) {
                if (one instanceof Items(List<Value> some) && other instanceof Items(List<Value> more)) {
                    found.add(new Items(Stream.concat(some.stream(), more.stream())
                            .toList()));
                } else if (found.size() < MOST) {
                    joined("", List.of(one, other)).ifPresent(found::add);
                }
            }
        }
        return found;
    }
}
