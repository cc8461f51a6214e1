package io.headrace.e2e.wrong.folder.left.upper;

import io.headrace.e2e.wrong.folder.right.lower.Called;

/** By this, left needs right. */
record Caller(Called called) {}
