package io.headrace.transforms;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.json.JsonConverter;

/** What the worker's JsonConverter writes, with the settings of the shipped source connector. */
final class Json {

    private Json() {}

    static String of(ConnectRecord<?> record) {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", "false", "decimal.format", "NUMERIC"), false);
        byte[] bytes = converter.fromConnectData(record.topic(), record.valueSchema(), record.value());
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
