package dev.errata.proxy.downstream;

import dev.errata.proxy.client.CaptureLevel;

/// Who a request comes from.
///
/// @param name the id of the client whose token it carried, else what its `User-Agent` says
/// @param capture how much is kept of its exchanges
record Visitor(String name, CaptureLevel capture) {}
