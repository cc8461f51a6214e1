package io.headrace.transforms.path;

import org.apache.kafka.connect.errors.DataException;

/**
 * Where a value sits, for messages: the transform (or step of a pipeline), the name of the row's schema, the path.
 * Messages made here hold names and types, never a value.
 */
public record FieldLocation(String transform, String schema, String path) {

    public static final String NO_SCHEMA = "(schemaless)";

    public static final String UNNAMED = "(unnamed schema)";

    public FieldLocation child(String name) {
        return new FieldLocation(transform, schema, path.isEmpty() ? name : path + "." + name);
    }

    public FieldLocation withPath(String whole) {
        return new FieldLocation(transform, schema, whole);
    }

    public DataException error(String needed, String found, String remedy) {
        return new DataException(message(needed, found, remedy));
    }

    public String message(String needed, String found, String remedy) {
        return transform + ", field '" + path + "' of " + schema + ": needed " + needed + ", found " + found + ". "
                + remedy;
    }
}
