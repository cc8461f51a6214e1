package io.headrace.e2e.wrong.namesake.there;

/** Another package has one of this name. */
record Twin() {}
