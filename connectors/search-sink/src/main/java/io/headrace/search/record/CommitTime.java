package io.headrace.search.record;

import io.headrace.search.document.MapBody;
import io.headrace.search.document.StructBody;
import io.headrace.search.json.DottedPath;
import io.headrace.search.json.JsonFields;
import io.headrace.search.json.JsonSlice;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** When the change of a record was committed in its database. For samples: it reads JSON a second time. Stateless. */
public final class CommitTime {
    private static final DottedPath PATH = DottedPath.of("source", "ts_ms");

    private CommitTime() {}

    /** Milliseconds since 1970, from a change event's source, else from the record; negative when neither knows. */
    public static long of(SinkRecord record) {
        String text = text(record.value());
        if (text != null && text.matches("\\d{1,18}")) {
            return Long.parseLong(text);
        }
        return record.timestamp() == null ? -1 : record.timestamp();
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof byte[] bytes && bytes.length > 0 && bytes[0] == '{') {
            return JsonFields.text(JsonSlice.of(bytes), PATH);
        }
        if (value instanceof Struct struct) {
            return new StructBody(struct).text(PATH);
        }
        return value instanceof Map<?, ?> map ? new MapBody(map).text(PATH) : null;
    }
}
