package io.headrace.search.config;

/** All that a task needs to know. */
public record SinkSettings(
        ConnectionSettings connection,
        TargetSettings target,
        IdentitySettings identity,
        DocumentSettings document,
        FieldSettings fields,
        WriteSettings write,
        BulkSettings bulk) {}
