package io.headrace.transforms.path;

import org.apache.kafka.connect.errors.DataException;

/**
 * Where a value is, for messages: the transform or step of a pipeline, the name of the row's schema, and the path. Messages
 * made here hold names and types, never a value.
 */
public record FieldLocation(String transform, String schema, String path) {

    public static final String NO_SCHEMA = "(schemaless)";

    public static final String UNNAMED = "(unnamed schema)";

    /** The location of a field inside the value at this one. */
    public FieldLocation child(String name) {
        return new FieldLocation(transform, schema, path.isEmpty() ? name : path + "." + name);
    }

    /** Another location in the same row. */
    public FieldLocation withPath(String whole) {
        return new FieldLocation(transform, schema, whole);
    }

    /** An error that says what was needed here, what was found, and what to do about it. */
    public DataException error(String needed, String found, String remedy) {
        return new DataException(message(needed, found, remedy));
    }

    public String message(String needed, String found, String remedy) {
        return transform + ", field '" + path + "' of " + schema + ": needed " + needed + ", found " + found + ". "
                + remedy;
    }
}
