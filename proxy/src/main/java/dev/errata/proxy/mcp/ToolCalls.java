package dev.errata.proxy.mcp;

import dev.errata.logs.store.StoreException;
import dev.errata.proxy.control.ControlPlane.ControlReply;
import dev.errata.proxy.mcp.Tool.Caller;
import dev.errata.proxy.mcp.Tool.Done;
import dev.errata.proxy.mcp.Tool.Outcome;
import dev.errata.proxy.mcp.Tool.Progress;
import dev.errata.proxy.mcp.Tool.Wrong;
import dev.errata.rules.patch.Actor;
import dev.errata.rules.patch.diff.VisibleText;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Calls tools: at once, or on an event stream if they may wait and the client takes one.
///
/// Whoever waits can be ended, by the end of the stream or by a cancellation; what the tool has begun goes on, as its
/// effect is asked for again under the same name.
final class ToolCalls {
    private static final Logger LOG = LoggerFactory.getLogger(ToolCalls.class);

    private final Running running;

    ToolCalls(Running running) {
        this.running = running;
    }

    ControlReply call(Tool tool, Message.Call call, Shape shape, Session session, Actor actor) {
        boolean stream = shape.accepted() == Accepted.EVENTS || (tool.waits() && shape.accepted() == Accepted.BOTH);
        if (stream) {
            return RpcReplies.events(out -> onStream(tool, call, shape, session, actor, out));
        }
        try {
            return shape.result(waited(tool, call, session, new Caller(actor, Progress.NONE)));
        } catch (InterruptedException e) {
            return shape.fault(new RpcFault(200, RpcFault.CANCELLED, "The call was cancelled."));
        }
    }

    /// A call that is ended gets no answer: its stream just ends.
    private void onStream(
            Tool tool, Message.Call call, Shape shape, Session session, Actor actor, Consumer<byte[]> out) {
        try {
            ObjectNode result = waited(tool, call, session, new Caller(actor, progress(call, out)));
            out.accept(RpcReplies.event(shape.message(result)));
        } catch (InterruptedException e) {
            LOG.debug("The call {} of {} was ended", call.id(), tool.name(), e);
        }
    }

    private ObjectNode waited(Tool tool, Message.Call call, Session session, Caller caller)
            throws InterruptedException {
        if (!tool.waits()) {
            return result(run(tool, call, caller));
        }
        Running.Entry entry = running.begin(session, call.id());
        try {
            return result(run(tool, call, caller));
        } finally {
            running.end(entry);
        }
    }

    private static Outcome run(Tool tool, Message.Call call, Caller caller) throws InterruptedException {
        JsonNode given = call.params().path("arguments");
        ObjectNode arguments =
                given instanceof ObjectNode some ? some : JsonMapper.shared().createObjectNode();
        List<String> faults = Arguments.faults(
                tool.described().path("inputSchema"), given.isMissingNode() || given.isNull() ? arguments : given);
        if (!faults.isEmpty()) {
            return new Wrong("The arguments of " + tool.name() + " do not fit: " + String.join("; ", faults) + ".");
        }
        try {
            return tool.work().run(arguments, caller);
        } catch (CompletionException e) {
            return failed(tool, e.getCause() instanceof RuntimeException cause ? cause : e);
        } catch (RuntimeException e) {
            return failed(tool, e);
        }
    }

    /// What is not known or not allowed says so itself; anything else is for the log, as it may name what an agent need
    /// not know.
    private static Outcome failed(Tool tool, RuntimeException e) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("while " + tool.name() + " was at work");
        }
        return switch (e) {
            case IllegalArgumentException refused -> new Wrong(Objects.requireNonNullElse(refused.getMessage(), "no"));
            case StoreException away -> {
                LOG.warn("{} could not use the home", tool.name(), away);
                yield new Wrong("Errata's home cannot be used now. Nothing was changed; a person must look.");
            }
            case UncheckedIOException disk -> {
                LOG.warn("{} failed", tool.name(), disk);
                yield new Wrong("A file or folder could not be read or written: " + disk.getMessage());
            }
            default -> {
                LOG.error("{} failed", tool.name(), e);
                yield new Wrong("Errata failed at this; its log says why.");
            }
        };
    }

    private static ObjectNode result(Outcome outcome) {
        ObjectNode result = JsonMapper.shared().createObjectNode();
        switch (outcome) {
            case Done(ObjectNode data) -> {
                JsonNode drawn = Visible.draw(data);
                // Once as text too, for clients that read no structured content.
                text(result, drawn.toString());
                result.set("structuredContent", drawn);
                result.put("isError", false);
            }
            case Wrong(String message) -> {
                text(result, VisibleText.of(message));
                result.put("isError", true);
            }
        }
        return result;
    }

    private static void text(ObjectNode result, String text) {
        result.putArray("content").addObject().put("type", "text").put("text", text);
    }

    /// Progress for who asked for it; for others a comment, which keeps the stream alive.
    private static Progress progress(Message.Call call, Consumer<byte[]> out) {
        JsonNode token = call.params().path("_meta").path("progressToken");
        if (!token.isString() && !token.isIntegralNumber()) {
            return (waited, atMost) -> out.accept(RpcReplies.comment());
        }
        return (waited, atMost) -> {
            ObjectNode message = JsonMapper.shared()
                    .createObjectNode()
                    .put("jsonrpc", "2.0")
                    .put("method", "notifications/progress");
            ObjectNode params = message.putObject("params");
            params.set("progressToken", token);
            params.put("progress", waited.toMillis() / 1_000.0)
                    .put("total", atMost.toMillis() / 1_000.0)
                    .put("message", "Waiting.");
            out.accept(RpcReplies.event(message));
        };
    }
}
