package dev.errata.rules.patch;

import java.util.Locale;

/// What code can do to the machine it runs on, as far as a reader of a patch wants to know.
public enum Capability {
    FILE_READ("file read"),
    /// Writes, creates, moves or deletes files, or changes their rights.
    FILE_WRITE("file write"),
    NETWORK("network"),
    SOCKET("socket"),
    PROCESS_START("process start"),
    /// Code made at run time: `eval`, `exec`, compilers, script engines.
    DYNAMIC_CODE("dynamic code"),
    /// Modules or members chosen by a name made at run time.
    REFLECTION("reflection"),
    /// Data that can make objects run code when they are read.
    UNSAFE_DESERIALISATION("unsafe deserialisation"),
    /// Environment variables, key stores, credential files.
    SECRETS("environment or secrets"),
    NATIVE_CODE("native code"),
    PACKAGE_INSTALL("package install");

    private final String words;

    Capability(String words) {
        this.words = words;
    }

    /// As on the screen: *adds process start*.
    public String words() {
        return words;
    }

    /// As in JSON and in the journal: `process_start`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
