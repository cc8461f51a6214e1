package io.headrace.bench.transforms;

import io.debezium.transforms.ExtractNewRecordState;
import io.headrace.transforms.FieldPipeline;
import io.headrace.transforms.converter.DirectJsonConverter;
import io.headrace.transforms.json.JsonReader;
import io.headrace.transforms.json.MalformedJsonException;
import io.headrace.transforms.path.FieldLocation;
import io.headrace.transforms.text.Normalization;
import io.headrace.transforms.text.TokenEncoding;
import io.headrace.transforms.text.TokenStep;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.transforms.InsertField;
import org.apache.kafka.connect.transforms.MaskField;
import org.apache.kafka.connect.transforms.ReplaceField;
import org.apache.kafka.connect.transforms.TimestampConverter;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One record through each transform, one thread. The records differ, so that no result is a constant. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class TransformsBenchmark {

    private static final int RECORDS = 1024;
    static final String KEY = "benchmark-key-of-enough-bytes";
    private static final FieldLocation LOCATION = new FieldLocation("bench", "orders", "f");

    private final SourceRecord[] flat = new SourceRecord[RECORDS];
    private final SourceRecord[] creates = new SourceRecord[RECORDS];
    private final SourceRecord[] updates = new SourceRecord[RECORDS];
    private final SourceRecord[] updatesOf500 = new SourceRecord[RECORDS];
    private final String[] addresses = new String[RECORDS];
    private final String[] emails = new String[RECORDS];

    private final SourceRecord[] convertible = new SourceRecord[RECORDS];

    private final Converter kafkaJson = new JsonConverter();
    private final Converter directJson = new DirectJsonConverter();
    private final Transformation<SourceRecord> pipeline = new FieldPipeline<>();
    private List<Transformation<SourceRecord>> usual;
    private JsonReader parser;
    private TokenStep hmac;
    private int next;

    @Setup
    public void setUp() {
        OrderEvents[] tables = new OrderEvents[500];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = new OrderEvents("dbserver1.inventory.orders_" + i);
        }
        pipeline.configure(pipelineSettings());
        Map<String, String> json = Map.of("schemas.enable", "false", "decimal.format", "NUMERIC");
        kafkaJson.configure(json, false);
        directJson.configure(json, false);
        usual = usualChain();
        parser = new JsonReader(100, true);
        hmac = new TokenStep(KEY.getBytes(StandardCharsets.UTF_8), "", TokenEncoding.HEX, Normalization.NONE);
        for (int i = 0; i < RECORDS; i++) {
            flat[i] = tables[0].flat(i);
            creates[i] = tables[0].create(i);
            updates[i] = tables[0].update(i);
            updatesOf500[i] = tables[i % tables.length].update(i);
            convertible[i] = pipeline.apply(tables[0].update(i));
            addresses[i] = OrderEvents.address(i);
            emails[i] = OrderEvents.email(i);
        }
    }

    static Map<String, String> pipelineSettings() {
        return Map.of(
                "steps", "types,json,token,cut",
                "types.type", "DebeziumTypeConverter",
                "json.type", "ExpandJson",
                "token.type", "TokenizeField",
                "token.fields", "customer_email",
                "token.key", KEY,
                "cut.type", "TruncateField",
                "cut.fields", "notes");
    }

    /** What a user would configure from Kafka's and Debezium's own transforms for the same row, JSON and tokens left out. */
    private static List<Transformation<SourceRecord>> usualChain() {
        return List.of(
                configured(new ExtractNewRecordState<>(), Map.of()),
                configured(new ReplaceField.Value<>(), Map.of("exclude", "notes")),
                configured(new MaskField.Value<>(), Map.of("fields", "customer_email", "replacement", "***")),
                configured(new TimestampConverter.Value<>(), timestamps("created_at")),
                configured(new TimestampConverter.Value<>(), timestamps("id")),
                configured(new InsertField.Value<>(), Map.of("topic.field", "topic")));
    }

    private static Map<String, String> timestamps(String field) {
        Map<String, String> settings = new HashMap<>();
        settings.put("field", field);
        settings.put("target.type", "string");
        settings.put("format", "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
        settings.put("unix.precision", "microseconds");
        return settings;
    }

    private static Transformation<SourceRecord> configured(
            Transformation<SourceRecord> transform, Map<String, String> settings) {
        transform.configure(settings);
        return transform;
    }

    @Benchmark
    public SourceRecord pipelineFlat() {
        return pipeline.apply(flat[turn()]);
    }

    @Benchmark
    public byte[] kafkaJsonConverterUpdate() {
        return bytes(kafkaJson);
    }

    @Benchmark
    public byte[] directJsonConverterUpdate() {
        return bytes(directJson);
    }

    private byte[] bytes(Converter converter) {
        SourceRecord record = convertible[turn()];
        return converter.fromConnectData(record.topic(), record.valueSchema(), record.value());
    }

    @Benchmark
    public SourceRecord pipelineCreate() {
        return pipeline.apply(creates[turn()]);
    }

    @Benchmark
    public SourceRecord pipelineUpdate1Table() {
        return pipeline.apply(updates[turn()]);
    }

    @Benchmark
    public SourceRecord pipelineUpdate500Tables() {
        return pipeline.apply(updatesOf500[turn()]);
    }

    @Benchmark
    public @Nullable Object jsonParseAlone() throws MalformedJsonException {
        return parser.parse(addresses[turn()]);
    }

    @Benchmark
    public Object hmacAlone() {
        return hmac.convertSchemaless(emails[turn()], LOCATION);
    }

    @Benchmark
    public SourceRecord usualChainCreate() {
        SourceRecord record = creates[turn()];
        for (Transformation<SourceRecord> transform : usual) {
            record = transform.apply(record);
        }
        return record;
    }

    private int turn() {
        next = (next + 1) & (RECORDS - 1);
        return next;
    }
}
