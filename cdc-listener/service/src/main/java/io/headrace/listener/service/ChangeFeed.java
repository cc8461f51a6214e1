package io.headrace.listener.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.headrace.listener.change.RowChange;
import io.headrace.listener.spi.ListenerObserver;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Streams changes as server-sent events while they are reacted to, with the rows before and after. A reader that can't keep up
 * misses changes, and gets an event with their number; it never slows down a reaction. Thread-safe.
 */
final class ChangeFeed {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_READERS = 16;
    private static final int QUEUE_CAPACITY = 1_000;
    private static final long KEEP_ALIVE_SECONDS = 15;

    private final List<Reader> readers = new CopyOnWriteArrayList<>();

    private record Reader(@Nullable String rule, BlockingQueue<String> events, AtomicLong lost) {
        void offer(String event) {
            if (!events.offer(event)) {
                lost.incrementAndGet();
            }
        }
    }

    /** Returns an observer that feeds the changes of a rule. */
    ListenerObserver observer(String rule) {
        return new ListenerObserver() {
            @Override
            public void reacted(RowChange change) {
                publish(rule, change, false);
            }

            @Override
            public void replayed(RowChange change) {
                publish(rule, change, true);
            }
        };
    }

    private void publish(String rule, RowChange change, boolean replay) {
        if (readers.isEmpty()) {
            return; // spares the cost of rendering the event
        }
        String event = "data: " + json(rule, change, replay) + "\n\n";
        for (Reader reader : readers) {
            if (reader.rule() == null || reader.rule().equals(rule)) {
                reader.offer(event);
            }
        }
    }

    private static ObjectNode json(String rule, RowChange change, boolean replay) {
        ObjectNode json = JSON.createObjectNode();
        json.put("rule", rule).put("operation", change.operation().key());
        json.put("table", change.table()).set("key", change.origin().key());
        json.set("before", change.before().orElse(null));
        json.set("after", change.after().orElse(null));
        change.changed().forEach(json.putArray("changed")::add);
        json.put("id", change.idempotencyKey()).put("replay", replay);
        json.put("committedAt", change.origin().committedAt().toString());
        return json.put("topic", change.origin().topic())
                .put("partition", change.origin().partition())
                .put("offset", change.origin().offset());
    }

    /**
     * Streams to a client until it disconnects, which is an {@link IOException}, or the thread is interrupted.
     *
     * @param rule the only rule to stream, or null for all
     */
    void serve(HttpExchange exchange, @Nullable String rule) throws IOException {
        if (readers.size() >= MAX_READERS) {
            Response.error(503, "there are " + MAX_READERS + " readers of the feed already")
                    .send(exchange);
            return;
        }
        Reader reader = new Reader(rule, new ArrayBlockingQueue<>(QUEUE_CAPACITY), new AtomicLong());
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        readers.add(reader);
        try {
            write(exchange.getResponseBody(), reader);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            readers.remove(reader);
        }
    }

    private static void write(OutputStream out, Reader reader) throws IOException, InterruptedException {
        out.write(": changes\n\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
        while (true) {
            String event = reader.events().poll(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
            long lost = reader.lost().getAndSet(0);
            String text = event == null ? ": alive\n\n" : event;
            if (lost > 0) {
                text = "event: lost\ndata: {\"changes\":" + lost + "}\n\n" + text;
            }
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
