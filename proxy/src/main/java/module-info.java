import org.jspecify.annotations.NullMarked;

/// The first floor: HTTP and the wires. Knows no JavaFX, no workspace on disk, and not how to approve.
@NullMarked
module dev.errata.proxy {
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires transitive dev.errata.rules;
    requires com.github.f4b6a3.ulid; // sortable ids; an automatic module

    // Netty is used in this module alone; none of its types is exported.
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;

    // Metrics; automatic modules, used in proxy.metrics alone.
    requires micrometer.core;
    requires micrometer.registry.prometheus;

    exports dev.errata.proxy;
    exports dev.errata.proxy.client;
    exports dev.errata.proxy.control;
    exports dev.errata.proxy.exchange;
    exports dev.errata.proxy.metrics;
    exports dev.errata.proxy.practice;
    exports dev.errata.proxy.upstream;
    exports dev.errata.proxy.upstream.probe;
}
