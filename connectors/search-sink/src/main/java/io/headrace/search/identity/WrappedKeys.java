package io.headrace.search.identity;

import io.headrace.search.failure.RecordException;
import io.headrace.search.json.JsonFields;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;

/**
 * Keys of JsonConverter with their schema beside them, whose decimals may be base64. Reads a schema when it is another
 * than that of the key before. Used by the task thread only.
 */
final class WrappedKeys {
    private static final String PARAMETERS = "parameters";

    private byte[] schema = new byte[0];
    private Types types = Types.NONE;

    /** What needs care: field (empty for a key that is a plain value) to its scale, or to none for floating points. */
    record Types(Map<String, Integer> scales) {
        static final Types NONE = new Types(Map.of());

        private static final int FLOATING = Integer.MIN_VALUE;

        String scalar(String field, byte[] in, int[] value, String what) {
            String text = KeyFieldText.ofJson(in, value[0], value[1], what);
            Integer scale = scales.get(field);
            if (scale != null && scale == FLOATING) {
                throw KeyFieldText.unfit(what, "is a floating-point number");
            }
            return scale != null && in[value[0]] == '"' ? decoded(text, scale, what) : text;
        }

        private static String decoded(String text, int scale, String what) {
            try {
                return new BigDecimal(new BigInteger(Base64.getDecoder().decode(text)), scale).toPlainString();
            } catch (IllegalArgumentException notBase64) {
                throw KeyFieldText.unfit(what, "is a Decimal by its schema and neither a number nor base64");
            }
        }
    }

    Types types(byte[] in, int from, int to) {
        if (!Arrays.equals(in, from, to, schema, 0, schema.length)) {
            Map<String, Integer> scales = new HashMap<>();
            try {
                read(in, from, to, "", scales);
            } catch (NumberFormatException noScale) {
                throw new RecordException("The schema beside the key has a Decimal whose scale is no number. Look at"
                        + " what produced it.");
            }
            types = new Types(scales);
            schema = Arrays.copyOfRange(in, from, to);
        }
        return types;
    }

    private static void read(byte[] in, int from, int to, String name, Map<String, Integer> scales) {
        Map<String, int[]> type = JsonFields.slices(in, from, to);
        int[] fields = type.get("fields");
        if (fields != null && in[fields[0]] == '[') {
            for (int[] field : JsonFields.elements(in, fields[0], fields[1])) {
                read(in, field[0], field[1], text(in, JsonFields.slices(in, field[0], field[1]), "field"), scales);
            }
            return;
        }
        String kind = text(in, type, "type");
        if (text(in, type, "name").equals(Decimal.LOGICAL_NAME)) {
            int[] parameters = type.get(PARAMETERS);
            String scale = parameters == null
                    ? "0"
                    : text(in, JsonFields.slices(in, parameters[0], parameters[1]), Decimal.SCALE_FIELD);
            scales.put(name, Integer.parseInt(scale));
        } else if (kind.equals("double") || kind.equals("float")) {
            scales.put(name, Types.FLOATING);
        }
    }

    private static String text(byte[] in, Map<String, int[]> fields, String name) {
        int[] slice = fields.get(name);
        String text = slice == null ? null : JsonFields.scalar(in, slice[0], slice[1]);
        return text == null ? "" : text;
    }
}
