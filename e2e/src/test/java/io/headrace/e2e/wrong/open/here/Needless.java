package io.headrace.e2e.wrong.open.here;

/** Public, but only its own package needs it. */
public record Needless() {}
