package dev.errata.desktop.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/// The API key of a model server, from the environment or from a file that only its owner can read. It is never kept
/// elsewhere, shown or logged.
public sealed interface ApiKey {

    /// None was asked for.
    record None() implements ApiKey {}

    /// The key.
    record Given(String value) implements ApiKey {
        @Override
        public String toString() {
            return "Given[***]";
        }
    }

    /// It was asked for and cannot be used.
    ///
    /// @param reason why, and what to do
    record Missing(String reason) implements ApiKey {}

    /// Reads the key.
    ///
    /// @param variable name of the environment variable, may be empty
    /// @param file path of the file, may be empty; asked only if no variable is named; relative to `folder`
    static ApiKey read(String variable, String file, Map<String, String> env, Path folder) {
        if (!variable.isEmpty()) {
            String value = env.getOrDefault(variable, "").strip();
            return usable(value, "The environment variable " + variable);
        }
        if (file.isEmpty()) {
            return new None();
        }
        try {
            Path path = folder.resolve(file);
            if (!Private.forOwnerOnly(path)) {
                return new Missing(
                        "The key file " + path + " can be read by others and is not used. Run chmod 600" + " on it.");
            }
            return usable(Files.readString(path).strip(), "The key file " + path);
        } catch (IOException | InvalidPathException e) {
            return new Missing(
                    "The key file " + file + " cannot be read; requests go to the model server without a" + " key.");
        }
    }

    private static ApiKey usable(String value, String from) {
        if (value.isEmpty()) {
            return new Missing(from + " holds no key; requests go to the model server without one.");
        }
        // RFC 9110, 5.5: a field value has visible characters only; anything else would break the header apart.
        return value.chars().allMatch(c -> c > 0x20 && c < 0x7f)
                ? new Given(value)
                : new Missing(from + " holds more than one plain word and is not used as a key.");
    }
}
