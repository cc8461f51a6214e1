package io.headrace.search.bulk;

import org.jspecify.annotations.Nullable;

/** Sends one batch after the other over its own connection. Runs on a thread of its own; {@link #abort} is for others. */
public final class Sender implements Runnable {
    private final BulkWriter writer;
    private final BulkClient client;

    public Sender(BulkWriter writer, BulkClient client) {
        this.writer = writer;
        this.client = client;
    }

    /** Whatever ends it before its time, the task gets to know: nobody else would ever miss it. */
    @Override
    public void run() {
        try (client) {
            BulkWriter.Assignment assignment = next();
            while (assignment != null) {
                send(assignment);
                assignment = next();
            }
        } catch (Throwable death) {
            writer.broke(null, death);
        }
    }

    private BulkWriter.@Nullable Assignment next() {
        try {
            return writer.take(this);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private void send(BulkWriter.Assignment assignment) {
        try {
            BulkResult result = client.send(assignment.batch().operations(), assignment.refresh());
            BulkOperation surprise = writer.completed(assignment, result);
            if (surprise != null) {
                writer.foundVersion(surprise, client.versionOf(surprise.write().address()));
            }
        } catch (Throwable bug) {
            // Errors too: a batch that is never given back would be waited for without end.
            writer.broke(assignment, bug);
        }
    }

    void abort() {
        client.abort();
    }
}
