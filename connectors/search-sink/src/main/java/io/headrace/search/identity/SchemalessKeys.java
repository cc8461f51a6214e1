package io.headrace.search.identity;

import io.headrace.search.config.SettingException;
import io.headrace.search.json.JsonScalarText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keys without a schema. JsonConverter has made them, and it has forgotten the order of their fields, folded whole numbers
 * into 64 bits and rounded the others to doubles. What that may have spoiled is refused; the task stops, since it is so for
 * every record. Stateless.
 */
record SchemalessKeys(boolean byName) {
    private static final String CURE =
            " Set key.converter=org.apache.kafka.connect.converters.ByteArrayConverter, which loses nothing";

    List<String> namesOf(Map<?, ?> key, String topic) {
        if (key.size() > 1 && !byName) {
            throw new SettingException(
                    "document.id.map.order",
                    "The keys of " + topic + " have " + key.size()
                            + " fields and come without their order, which JsonConverter with schemas.enable=false forgets,"
                            + " so no id can be made of them." + CURE
                            + ", or document.id.fields to the fields in their order; document.id.map.order=name keeps an index"
                            + " whose ids have them by name.");
        }
        return key.keySet().stream().map(String::valueOf).sorted().toList();
    }

    /** Null for null. */
    @Nullable
    String scalar(@Nullable Object value, String what, String topic) {
        if (value == null) {
            return null;
        }
        if (value instanceof Long number && number < 0) {
            throw spoiled(what, topic, "negative, which JsonConverter also makes of numbers from 2^63 on", "");
        }
        if (value instanceof Double || value instanceof Float) {
            throw spoiled(
                    what,
                    topic,
                    "a " + value.getClass().getSimpleName() + ", which JsonConverter has rounded if it was a DECIMAL",
                    "; keys of FLOAT or DOUBLE columns need document.id.fields without them");
        }
        String text = JsonScalarText.text(value);
        text = text == null ? KeyFieldText.base64(value) : text;
        if (text == null) {
            throw KeyFieldText.unfit(what, "is an array or object");
        }
        return text;
    }

    private static SettingException spoiled(String what, String topic, String found, String more) {
        return new SettingException(
                "document.id.map.order",
                what + " of " + topic
                        + " has to be a number as the source wrote it to become a document id, and is " + found + "."
                        + CURE
                        + " and gives whole numbers the ids that they have" + more + ".");
    }
}
