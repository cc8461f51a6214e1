package io.headrace.e2e.wrong.open.here;

/** Public, since another package needs it. */
public record Needed() {}
