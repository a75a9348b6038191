package dev.errata.proxy.control;

/// Why a request is not answered: a row of the error table, and what happened this time.
record Refusal(ControlError error, String message) {}
