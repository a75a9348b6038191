package dev.errata.rules.patch;

import java.util.Arrays;
import java.util.Optional;

/// What a file is, in git's words.
public enum FileMode {
    FILE("100644"),
    EXECUTABLE("100755"),
    /// A symbolic link: its content is where it leads.
    LINK("120000");

    private final String octal;

    FileMode(String octal) {
        this.octal = octal;
    }

    /// As git writes it.
    public String octal() {
        return octal;
    }

    /// The mode that git writes so; `100664` and the like are plain files.
    public static Optional<FileMode> of(String octal) {
        return octal.matches("1006[0-7]{2}")
                ? Optional.of(FILE)
                : octal.matches("1007[0-7]{2}")
                        ? Optional.of(EXECUTABLE)
                        : Arrays.stream(values())
                                .filter(mode -> mode.octal.equals(octal))
                                .findFirst();
    }
}
