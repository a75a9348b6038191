package dev.errata.rules.session;

import java.util.Locale;

/// What a budget is for.
public enum BudgetScope {
    DAY,
    SESSION,
    CLIENT;

    /// The word in the journal and the API.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
