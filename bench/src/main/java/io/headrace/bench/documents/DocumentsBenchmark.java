package io.headrace.bench.documents;

import io.headrace.search.config.SinkConfig;
import io.headrace.search.config.SinkSettings;
import io.headrace.search.document.DocumentChange;
import io.headrace.search.index.IndexNames;
import io.headrace.search.record.RecordReader;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.sink.SinkRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From the record that a converter made to the document with its index, id and version. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class DocumentsBenchmark {

    private RecordReader reader;
    private SinkRecord rowBytes;
    private SinkRecord rowMap;
    private SinkRecord rowStruct;
    private SinkRecord eventBytes;
    private SinkRecord eventMap;
    private SinkRecord eventStruct;

    @Setup
    public void setUp() throws IOException {
        SinkSettings settings = SinkConfig.parse(Map.of("connection.url", "http://127.0.0.1:1"));
        reader = new RecordReader(settings, new IndexNames(settings.target()));
        rowBytes = OrderRecords.rowBytes();
        rowMap = OrderRecords.rowMap();
        rowStruct = OrderRecords.rowStruct();
        eventBytes = OrderRecords.eventBytes();
        eventMap = OrderRecords.eventMap();
        eventStruct = OrderRecords.eventStruct();
    }

    @Benchmark
    public DocumentChange rowBytes() {
        return reader.read(rowBytes);
    }

    @Benchmark
    public DocumentChange rowMap() {
        return reader.read(rowMap);
    }

    @Benchmark
    public DocumentChange rowStruct() {
        return reader.read(rowStruct);
    }

    @Benchmark
    public DocumentChange eventBytes() {
        return reader.read(eventBytes);
    }

    @Benchmark
    public DocumentChange eventMap() {
        return reader.read(eventMap);
    }

    @Benchmark
    public DocumentChange eventStruct() {
        return reader.read(eventStruct);
    }
}
