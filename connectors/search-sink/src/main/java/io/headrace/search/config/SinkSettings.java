package io.headrace.search.config;

/** All that a task needs to know. */
public record SinkSettings(
        ConnectionSettings connection,
        TargetSettings target,
        IdentitySettings identity,
        DocumentSettings document,
        FieldSettings fields,
        WriteSettings write,
        BulkSettings bulk) {
    /** Whether the document of a row may change its address with the row. */
    public boolean documentsMove() {
        return identity.routing() == IdentitySettings.RoutingSource.VALUE_FIELD
                || target.template().contains("${value:");
    }
}
