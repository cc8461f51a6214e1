package io.headrace.e2e.generate;

import java.util.Arrays;
import java.util.List;

/** A way from the binlog into the index: the form of the topic's values, and the converter that the sink reads them with. */
enum Way {
    ENVELOPE_BYTES("e0", "org.apache.kafka.connect.converters.ByteArrayConverter"),
    ENVELOPE_JSON("e1", "org.apache.kafka.connect.json.JsonConverter"),
    ENVELOPE_STRING("e2", "org.apache.kafka.connect.storage.StringConverter"),
    FLAT_BYTES("f3", "org.apache.kafka.connect.converters.ByteArrayConverter"),
    FLAT_JSON("f4", "org.apache.kafka.connect.json.JsonConverter"),
    FLAT_STRING("f5", "org.apache.kafka.connect.storage.StringConverter");

    private final String code;
    private final String converter;

    Way(String code, String converter) {
        this.code = code;
        this.converter = converter;
    }

    /** In turn, of those that are not excluded. */
    static Way of(long seed, Excluded excluded) {
        List<Way> allowed = Arrays.stream(values()).filter(excluded::allows).toList();
        return allowed.get(Math.floorMod(seed, allowed.size()));
    }

    /** A letter for the source that it begins with. */
    String source() {
        return code.substring(0, 1);
    }

    boolean isFlat() {
        return source().equals("f");
    }

    /** Of values. */
    String converter() {
        return converter;
    }

    /** Of keys: as maps they would have no order and no exact numbers, which the sink refuses by the key's field. */
    String keyConverter() {
        return readsMaps() ? ENVELOPE_BYTES.converter : converter;
    }

    /** Whether the sink gets values as maps, whose numbers are longs and doubles. */
    boolean readsMaps() {
        return converter.endsWith("JsonConverter");
    }

    /** Part of the names of databases and sinks. */
    String code() {
        return code;
    }
}
