package dev.errata.logs.state;

/// The right to bring an entity from one state to another. Only [Machine#move] gives it, so that what takes a
/// transition cannot be made to set a state that the machine does not allow.
///
/// **Thread:** any; it never changes.
public final class Transition {
    private final String entity;
    private final String from;
    private final String to;
    private final String trigger;
    private final boolean extension;

    Transition(String entity, String from, String to, String trigger, boolean extension) {
        this.entity = entity;
        this.from = from;
        this.to = to;
        this.trigger = trigger;
        this.extension = extension;
    }

    /// The kind of entity, for instance `task`.
    public String entity() {
        return entity;
    }

    public String from() {
        return from;
    }

    public String to() {
        return to;
    }

    /// What brings it about, in words.
    public String trigger() {
        return trigger;
    }

    /// Whether it is needed beyond the core transitions.
    public boolean extension() {
        return extension;
    }

    @Override
    public String toString() {
        return entity + " " + from + " -> " + to;
    }
}
