package io.headrace.console.lint.config;

/**
 * A setting that exists.
 *
 * @param required whether nothing works without it
 */
public record SettingDefinition(String name, boolean required, AcceptedValues accepted) {}
