package io.headrace.transforms.engine;

import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;

/** The headers in which Debezium repeats, in clear, the other key of a row whose primary key was updated. */
final class KeyHeaders {

    private static final Set<String> NAMES = Set.of("__debezium.newkey", "__debezium.oldkey");

    private KeyHeaders() {}

    /** The record with those headers rewritten like its key; the record itself if it has none or they need no rewriting. */
    @SuppressWarnings("ReferenceEquality") // the same object means untouched
    static <R extends ConnectRecord<R>> R rewrite(R record, UnaryOperator<SchemaAndValue> rewriter) {
        if (NAMES.stream().noneMatch(name -> record.headers().lastWithName(name) != null)) {
            return record;
        }
        Headers headers = new ConnectHeaders();
        boolean changed = false;
        for (Header header : record.headers()) {
            SchemaAndValue value = new SchemaAndValue(header.schema(), header.value());
            SchemaAndValue rewritten = NAMES.contains(header.key()) ? rewriter.apply(value) : value;
            changed |= rewritten != value;
            headers.add(header.key(), rewritten);
        }
        if (!changed) {
            return record;
        }
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp(),
                headers);
    }
}
