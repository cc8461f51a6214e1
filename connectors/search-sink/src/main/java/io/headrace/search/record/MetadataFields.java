package io.headrace.search.record;

import io.headrace.search.document.Body;
import io.headrace.search.identity.HeaderText;
import io.headrace.search.identity.KeyText;
import io.headrace.search.json.DottedPath;
import io.headrace.search.json.JsonBuffer;
import io.headrace.search.json.JsonSlice;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Adds to documents where they come from. Used by the task thread only. */
final class MetadataFields {
    private static final DottedPath SOURCE_TIME = DottedPath.of("ts_ms");
    private static final String HEADER = "header.";

    private final Map<String, String> nameOf;
    private final KeyText keys;

    /**
     * @param nameOf what is added to the name it gets
     * @param mapsByName whether keys that have forgotten the order of their fields go by name
     */
    MetadataFields(Map<String, String> nameOf, boolean mapsByName) {
        this.nameOf = nameOf;
        this.keys = new KeyText(":", List.of(), mapsByName);
    }

    JsonSlice add(JsonSlice document, SinkRecord record, Payload.@Nullable Envelope envelope) {
        JsonBuffer out = new JsonBuffer(document.length() + 64 * nameOf.size());
        out.raw(document.bytes(), document.offset(), document.length() - 1);
        boolean empty = document.length() == 2;
        for (Map.Entry<String, String> field : nameOf.entrySet()) {
            (empty ? out : out.raw(',')).string(field.getValue()).raw(':');
            empty = false;
            write(out, field.getKey(), record, envelope);
        }
        return JsonSlice.of(out.raw('}').toBytes());
    }

    private void write(JsonBuffer out, String what, SinkRecord record, Payload.@Nullable Envelope envelope) {
        switch (what) {
            case "topic" -> out.string(record.topic());
            case "partition" -> number(out, record.kafkaPartition() == null ? null : (long) record.kafkaPartition());
            case "offset" -> number(out, record.kafkaOffset());
            case "timestamp" -> number(out, record.timestamp());
            case "key" -> string(out, keys.of(record));
            case "op" -> string(out, envelope == null ? null : String.valueOf(envelope.op()));
            case "source.ts" -> {
                Body source = envelope == null ? null : envelope.source();
                String millis = source == null ? null : source.text(SOURCE_TIME);
                out.ascii(millis == null ? "null" : millis);
            }
            default -> string(out, HeaderText.text(record, what.substring(HEADER.length())));
        }
    }

    private static void number(JsonBuffer out, @Nullable Long number) {
        if (number == null) {
            out.ascii("null");
        } else {
            out.number(number);
        }
    }

    private static void string(JsonBuffer out, @Nullable String text) {
        if (text == null) {
            out.ascii("null");
        } else {
            out.string(text);
        }
    }
}
