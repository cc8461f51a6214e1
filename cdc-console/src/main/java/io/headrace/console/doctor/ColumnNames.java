package io.headrace.console.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.pipeline.SinkFields;
import io.headrace.console.server.Rest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Columns whose names a server does not take as fields, alone or together. Each fix is a setting of the sink. */
public final class ColumnNames {

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

    /** A column that no server takes as a field of this name. */
    private record Refused(String column, String why, String better) {}

    /** @return nothing when all can be fields */
    static Optional<Check> of(String table, Collection<String> columns, JsonNode sink) {
        List<Refused> refused = refused(SinkFields.of(sink).names(columns));
        return refused.isEmpty()
                ? Optional.empty()
                : Optional.of(Check.failed(
                        "column names of " + table,
                        refused.stream()
                                .map(column -> column.column() + " " + column.why())
                                .collect(Collectors.joining("; ")),
                        "the server rejects such documents: they go to the dead letters",
                        "\"fields.rename\": \""
                                + refused.stream()
                                        .map(column -> SinkFields.quoted(column.column()) + ":" + column.better())
                                        .collect(Collectors.joining(","))
                                + "\" in the sink, or fields.exclude; then ./cdc dlq replay --all"));
    }

    /** The columns of a table that need a field of another name, each with that name. */
    public static Map<String, String> renamed(Collection<String> columns) {
        TreeMap<String, String> renamed = new TreeMap<>();
        refused(SinkFields.of(Rest.JSON.missingNode()).names(columns))
                .forEach(column -> renamed.put(column.column(), column.better()));
        return renamed;
    }

    private static List<Refused> refused(SortedMap<String, String> fields) {
        List<Refused> refused = new ArrayList<>();
        fields.forEach((field, column) -> {
            String parent = parent(field, fields.keySet());
            if (METADATA.contains(field)) {
                refused.add(new Refused(
                        column,
                        "is a name reserved for the server's metadata",
                        field.replaceFirst("^_+", "") + "_column"));
            } else if (field.isBlank() || field.startsWith(".") || field.endsWith(".") || field.contains("..")) {
                refused.add(new Refused(column, "begins or ends with a dot, or has two in a row", plain(field)));
            } else if (parent != null) {
                refused.add(new Refused(
                        column, "would be a field of " + parent + ", which is a column itself", plain(field)));
            }
        });
        return refused;
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
