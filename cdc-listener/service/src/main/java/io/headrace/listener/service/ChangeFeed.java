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
 * The changes as they are reacted to, with the rows before and after, as server-sent events. A reader that is too slow loses
 * changes and is told how many; it never holds back a reaction. Thread-safe.
 */
final class ChangeFeed {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_READERS = 16;
    private static final int WAITING = 1_000;
    private static final long ALIVE_SECONDS = 15;

    private final List<Reader> readers = new CopyOnWriteArrayList<>();

    private record Reader(@Nullable String rule, BlockingQueue<String> events, AtomicLong lost) {
        void offer(String event) {
            if (!events.offer(event)) {
                lost.incrementAndGet();
            }
        }
    }

    /** Hears the changes of a rule. */
    ListenerObserver observer(String rule) {
        return new ListenerObserver() {
            @Override
            public void reacted(RowChange change) {
                tell(rule, change, false);
            }

            @Override
            public void replayed(RowChange change) {
                tell(rule, change, true);
            }
        };
    }

    private void tell(String rule, RowChange change, boolean replay) {
        if (readers.isEmpty()) {
            return; // making the event is what costs
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

    /** Returns when the reader went away or the service ends. */
    void serve(HttpExchange exchange, @Nullable String rule) throws IOException {
        if (readers.size() >= MOST_READERS) {
            Answer.error(503, "there are " + MOST_READERS + " readers of the feed already")
                    .send(exchange);
            return;
        }
        Reader reader = new Reader(rule, new ArrayBlockingQueue<>(WAITING), new AtomicLong());
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
            String event = reader.events().poll(ALIVE_SECONDS, TimeUnit.SECONDS);
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
