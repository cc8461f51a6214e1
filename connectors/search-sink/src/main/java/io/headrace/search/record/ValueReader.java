package io.headrace.search.record;

import io.headrace.search.config.DocumentSettings;
import io.headrace.search.config.RecordFormat;
import io.headrace.search.document.SkipReason;
import io.headrace.search.failure.RecordException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Understands the value of a record whichever converter made it. Used by the task thread only. */
final class ValueReader {

    private final RecordFormat format;
    private final JsonValueReader json;
    private final StructValueReader structs;

    ValueReader(DocumentSettings settings, boolean rowsAlone) {
        format = settings.format();
        json = new JsonValueReader(settings.format(), settings.largest(), settings.deepest(), rowsAlone);
        structs = new StructValueReader(settings.format());
    }

    /** Of a record whose value is not null. */
    Payload read(SinkRecord record) {
        if (format != RecordFormat.DOCUMENT && record.topic().startsWith(RowTopics.HEARTBEATS)) {
            return new Payload.Nothing(SkipReason.HEARTBEAT);
        }
        Object value = record.value();
        if (value instanceof byte[] bytes) {
            return json.read(bytes);
        }
        if (value instanceof Struct struct) {
            return structs.read(struct);
        }
        if (value instanceof Map<?, ?> map) {
            return MapValueReader.read(map, format);
        }
        if (value instanceof String text) {
            return json.read(text.getBytes(StandardCharsets.UTF_8));
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return json.read(bytes);
        }
        throw new RecordException(
                "A document has to come as a Struct, a Map, or JSON text in bytes or a string, and this"
                        + " value is " + value.getClass().getName()
                        + ". Choose the converter for what the topic holds, or wrap the value with HoistField.");
    }

    static RecordException notAnEnvelope() {
        return new RecordException(
                "record.format=debezium needs a change event with op, before and after, and the value"
                        + " has none. Set record.format=auto or document for flat values.");
    }
}
