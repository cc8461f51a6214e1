package io.headrace.search.document;

import io.headrace.search.failure.RecordException;
import io.headrace.search.json.DottedPath;
import io.headrace.search.json.JsonFields;
import io.headrace.search.json.JsonSlice;
import java.util.Map;
import java.util.Set;

/**
 * Finds columns whose names no index takes, in a document that the server has refused; its own words name no setting.
 * Stateless.
 */
public final class RefusedNames {
    private static final Set<String> METADATA = Set.of(
            "_data_stream_timestamp",
            "_doc_count",
            "_feature",
            "_field_names",
            "_id",
            "_ignored",
            "_ignored_source",
            "_index",
            "_nested_path",
            "_parent",
            "_primary_term",
            "_routing",
            "_seq_no",
            "_size",
            "_source",
            "_tier",
            "_ts_routing_hash",
            "_tsid",
            "_type",
            "_version");

    private RefusedNames() {}

    /** A sentence with the columns and the setting that helps; empty when all names are good. */
    public static String advice(JsonSlice document) {
        if (document.length() == 0) {
            return "";
        }
        Map<String, int[]> fields;
        try {
            int from = document.offset();
            fields = JsonFields.slices(document.bytes(), from, from + document.length());
        } catch (RecordException noObject) {
            return "";
        }
        for (String name : fields.keySet()) {
            String wrong = wrong(name, fields, document.bytes());
            if (!wrong.isEmpty()) {
                return " " + wrong + " Rename the column with fields.rename=" + DottedPath.quoted(name) + ":"
                        + otherName(name, fields.keySet()) + ", or leave it out with fields.exclude="
                        + DottedPath.quoted(name) + ".";
            }
        }
        return "";
    }

    private static String wrong(String name, Map<String, int[]> fields, byte[] in) {
        if (METADATA.contains(name)) {
            return "Column " + name + " has the name of a field of the server's own.";
        }
        if (name.isBlank() || name.startsWith(".") || name.endsWith(".") || name.contains("..")) {
            return "Column `" + name + "` can't be a field: what stands between its dots is empty.";
        }
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            int[] outer = fields.get(name.substring(0, dot));
            if (outer != null && in[outer[0]] != '{' && in[outer[0]] != 'n') {
                return "Columns `" + name.substring(0, dot) + "` and `" + name + "` can't be fields of one index: the"
                        + " first is a value, and the second makes it an object.";
            }
        }
        return "";
    }

    private static String otherName(String name, Set<String> taken) {
        String plain = name.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_+|_+$", "");
        return plain.isEmpty() || taken.contains(plain) ? "column_" + plain : plain;
    }
}
