package io.headrace.e2e.wrong.namesake.here;

/** The only one of its name. */
record Only() {}
