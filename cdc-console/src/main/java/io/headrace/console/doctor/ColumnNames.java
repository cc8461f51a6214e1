package io.headrace.console.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.pipeline.SinkFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Columns whose names a server does not take as fields, alone or together. Each fix is a setting of the sink. */
final class ColumnNames {

    /** Elasticsearch and OpenSearch keep these for themselves: a document that has one is refused. */
    private static final Set<String> METADATA = Set.of(
            "_id",
            "_index",
            "_source",
            "_type",
            "_routing",
            "_field_names",
            "_ignored",
            "_nested_path",
            "_seq_no",
            "_primary_term",
            "_version",
            "_tier",
            "_doc_count",
            "_data_stream_timestamp",
            "_feature",
            "_ignored_source",
            "_size",
            "_uid",
            "_parent",
            "_all");

    private ColumnNames() {}

    /** @return nothing when all can be fields */
    static Optional<Check> of(String table, Collection<String> columns, JsonNode sink) {
        TreeMap<String, String> fields = SinkFields.of(sink).names(columns);
        List<String> found = new ArrayList<>();
        List<String> renamed = new ArrayList<>();
        fields.forEach((field, column) -> {
            String parent = parent(field, fields.keySet());
            if (METADATA.contains(field)) {
                found.add(column + " is a name reserved for the server's metadata");
                renamed.add(SinkFields.quoted(column) + ":" + field.replaceFirst("^_+", "") + "_column");
            } else if (field.isBlank() || field.startsWith(".") || field.endsWith(".") || field.contains("..")) {
                found.add(column + " begins or ends with a dot, or has two in a row");
                renamed.add(SinkFields.quoted(column) + ":" + plain(field));
            } else if (parent != null) {
                found.add(column + " would be a field of " + parent + ", which is a column itself");
                renamed.add(SinkFields.quoted(column) + ":" + plain(field));
            }
        });
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(Check.failed(
                        "column names of " + table,
                        String.join("; ", found),
                        "the server rejects such documents: they go to the dead letters",
                        "\"fields.rename\": \"" + String.join(",", renamed)
                                + "\" in the sink, or fields.exclude; then ./cdc dlq replay --all"));
    }

    private static @Nullable String parent(String field, Set<String> fields) {
        for (int dot = field.indexOf('.'); dot >= 0; dot = field.indexOf('.', dot + 1)) {
            if (fields.contains(field.substring(0, dot))) {
                return field.substring(0, dot);
            }
        }
        return null;
    }

    private static String plain(String field) {
        String plain = field.replaceAll("[.\\s]+", "_").replaceAll("^_+|_+$", "");
        return plain.isEmpty() ? "blank_column" : plain;
    }
}
