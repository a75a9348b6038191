package dev.errata.proxy.control;

/// Where `/errata/health` looks.
///
/// **Thread:** called on a virtual thread for every look; should read what others already know and not probe.
@FunctionalInterface
public interface HealthSource {

    HealthReport now();
}
