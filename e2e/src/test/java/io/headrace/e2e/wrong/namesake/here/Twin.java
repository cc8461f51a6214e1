package io.headrace.e2e.wrong.namesake.here;

/** Another package has one of this name. */
record Twin() {}
