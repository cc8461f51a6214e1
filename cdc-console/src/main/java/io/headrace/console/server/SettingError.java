package io.headrace.console.server;

/** A setting of a connector that its plugin refuses, and why. */
public record SettingError(String setting, String message) {}
