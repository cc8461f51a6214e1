package io.headrace.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** Many threads over one instance. {@code -Dheadrace.stress.records=10000000} makes it the long one. */
class ConcurrencyTest {

    private static final int THREADS = 200;
    private static final int TABLES = 40;
    private static final long RECORDS = Long.getLong("headrace.stress.records", 200_000);

    @Test
    void shouldNeverMixUpRowsOfManyThreadsAndTables() throws Exception {
        // Given
        FieldPipeline<SourceRecord> pipeline = new FieldPipeline<>();
        pipeline.configure(Map.of(
                "steps", "types,json,token,cut",
                "schema.cache.size", "16",
                "types.type", "DebeziumTypeConverter",
                "json.type", "ExpandJson",
                "token.type", "TokenizeField",
                "token.fields", "customer_email",
                "token.key", "a-secret-key-of-enough-bytes",
                "cut.type", "TruncateField",
                "cut.fields", "notes",
                "cut.max.bytes", "10"));
        Schema[] rows = new Schema[TABLES];
        for (int i = 0; i < TABLES; i++) {
            rows[i] = Orders.row("dbserver1.inventory.t" + i);
        }
        Object token =
                ((Map<?, ?>) pipeline.apply(Orders.record(row(rows[0], 0, 0))).value()).get("customer_email");
        CountDownLatch together = new CountDownLatch(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);

        // When
        List<Future<Long>> wrong = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int id = thread;
            wrong.add(threads.submit(() -> {
                together.countDown();
                together.await();
                long mistakes = 0;
                for (long i = 0; i < RECORDS / THREADS; i++) {
                    Struct row = row(rows[(int) ((id + i) % TABLES)], id, i);
                    Map<?, ?> out =
                            (Map<?, ?>) pipeline.apply(Orders.record(row)).value();
                    boolean right = out.get("id").equals(id * 1_000_000_000L + i)
                            && out.get("shipping_address").equals(Map.of("n", i, "t", (long) id))
                            && token.equals(out.get("customer_email"))
                            && out.get("notes").equals("note 01234");
                    mistakes += right ? 0 : 1;
                }
                return mistakes;
            }));
        }

        // Then
        for (Future<Long> future : wrong) {
            assertThat(future.get()).isZero();
        }
        threads.shutdown();
        pipeline.close();
    }

    private static Struct row(Schema schema, int thread, long i) {
        return Orders.row(schema, "NEW")
                .put("id", thread * 1_000_000_000L + i)
                .put("notes", "note 0123456789")
                .put("shipping_address", "{\"n\":" + i + ",\"t\":" + thread + "}");
    }
}
