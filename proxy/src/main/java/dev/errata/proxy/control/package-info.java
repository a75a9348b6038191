/// Everything under `/errata/`: Errata's own health, metrics, API and MCP.
///
/// The listener in `proxy.downstream` reads such a request to its end, checks its `Host` and hands it over as a plain
/// record;
/// nothing here may see a Netty type. What only a person may do is not done here either: the composition root fills in
/// [dev.errata.proxy.control.OwnerRoutes], this package only carries its JSON.
///
/// Start reading at [dev.errata.proxy.control.ControlPlane].
package dev.errata.proxy.control;
