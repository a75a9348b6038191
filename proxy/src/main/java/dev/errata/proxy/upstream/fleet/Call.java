package dev.errata.proxy.upstream.fleet;

import dev.errata.logs.state.CircuitBreaker;
import dev.errata.logs.state.CircuitBreaker.Ticket;

/// One exchange's call of a model server; the first outcome that is told counts.
///
/// **Thread:** its exchange's event loop.
public final class Call {
    private final CircuitBreaker breaker;
    private final Ticket ticket;
    private final Member member;
    private boolean told;

    Call(CircuitBreaker breaker, Ticket ticket, Member member) {
        this.breaker = breaker;
        this.ticket = ticket;
        this.member = member;
    }

    /// The server has answered, be it with an error that is the client's fault.
    public void succeeded() {
        if (first()) {
            breaker.succeeded(ticket).ifPresent(member::journal);
        }
    }

    /// The server could not be reached, broke off, or answered that it has failed.
    public void failed(String reason) {
        if (first()) {
            breaker.failed(ticket, reason).ifPresent(member::journal);
        }
    }

    /// The client has left, which says nothing about the server.
    public void withdrawn() {
        if (first()) {
            breaker.withdrawn(ticket);
        }
    }

    private boolean first() {
        boolean first = !told;
        told = true;
        return first;
    }
}
