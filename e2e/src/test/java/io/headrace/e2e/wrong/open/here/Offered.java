package io.headrace.e2e.wrong.open.here;

/** Public for people, and the neighbour of one that need not be. */
public record Offered(Needless neighbour) {}
