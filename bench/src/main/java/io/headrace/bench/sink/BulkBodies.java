package io.headrace.bench.sink;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A topic's records as bulk request bodies of about 1 MB in one file, with the ids and versions that a sink gives them.
 *
 * @param ends where each body ends in the file; the next begins there
 */
record BulkBodies(Path file, List<Long> ends) {

    private static final int BODY_BYTES = 1_000_000;

    static BulkBodies of(SinkTopic topic, Path file) throws IOException {
        List<Long> ends = new ArrayList<>();
        long written = 0;
        long bodyStart = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (int record = 0; record < topic.records(); record++) {
                byte[] lines = lines(topic, record);
                if (written - bodyStart + lines.length > BODY_BYTES) {
                    ends.add(written);
                    bodyStart = written;
                }
                out.write(lines);
                written += lines.length;
            }
        }
        ends.add(written);
        return new BulkBodies(file, ends);
    }

    private static byte[] lines(SinkTopic topic, int record) {
        byte[] value = topic.value(record);
        ByteArrayOutputStream lines = new ByteArrayOutputStream(512);
        lines.writeBytes(("{\"" + (value == null ? "delete" : "index") + "\":{\"_id\":\"" + topic.key(record)
                        + "\",\"version\":" + topic.offset(record) + ",\"version_type\":\"external\"}}\n")
                .getBytes(StandardCharsets.US_ASCII));
        if (value != null) {
            lines.writeBytes(value);
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    int count() {
        return ends.size();
    }

    long start(int body) {
        return body == 0 ? 0 : ends.get(body - 1);
    }

    int length(int body) {
        return (int) (ends.get(body) - start(body));
    }
}
