package io.headrace.search.identity;

import io.headrace.search.json.JsonScalarText;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** The text of record headers. Stateless. */
public final class HeaderText {
    private HeaderText() {}

    /** Of the last header with that name; null when there is none or it holds no text. */
    public static @Nullable String text(SinkRecord record, String name) {
        Header header = record.headers().lastWithName(name);
        if (header == null || header.value() == null) {
            return null;
        }
        return header.value() instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : JsonScalarText.text(header.value());
    }
}
