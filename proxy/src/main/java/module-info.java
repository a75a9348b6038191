import org.jspecify.annotations.NullMarked;

/// The first floor: HTTP and the wires. Knows no JavaFX, no workspace on disk, and not how to approve.
@NullMarked
module dev.errata.proxy {
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires transitive dev.errata.rules;
    requires com.github.luben.zstd_jni; // zstd bodies
    requires com.github.f4b6a3.ulid; // sortable ids; an automatic module

    // Netty is used in this module alone; none of its types is exported.
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll; // Linux; their libraries come as jars of their own
    requires io.netty.transport.classes.io_uring;
    requires io.netty.transport.unix.common;

    // Metrics; automatic modules, used in proxy.metrics alone.
    requires micrometer.core;
    requires micrometer.registry.prometheus;

    // Traces; automatic modules, used in proxy.trace alone. The library logs by java.util.logging and sends by the JDK.
    requires io.opentelemetry.api;
    requires io.opentelemetry.context;
    requires io.opentelemetry.exporter.otlp;
    requires io.opentelemetry.sdk.common;
    requires io.opentelemetry.sdk.trace;
    requires java.logging;

    exports dev.errata.proxy;
    exports dev.errata.proxy.client;
    exports dev.errata.proxy.control;
    exports dev.errata.proxy.exchange;
    exports dev.errata.proxy.mcp;
    exports dev.errata.proxy.metrics;
    exports dev.errata.proxy.practice;
    exports dev.errata.proxy.trace;
    exports dev.errata.proxy.transport.kind;
    exports dev.errata.proxy.upstream;
    exports dev.errata.proxy.upstream.probe;
}
