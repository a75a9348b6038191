/// The clients' side: the listener, their connections, and the road of one exchange from request to answer.
///
/// ```
/// Listener -> ClientConnection --/errata/--> ControlCall -> ControlPlane
///                    |
///                    +-- everything else --> Forwarding (request leg) -> model server
///                                                |                          |
///                                            AnswerRelay (answer leg) <-----+
/// ```
///
/// All of one exchange runs on its client's event loop. Must not know how text is located or changed (`wire`, `rewrite`
/// do), nor SQL, files or the window. Start reading at [dev.errata.proxy.downstream.ClientConnection].
package dev.errata.proxy.downstream;
