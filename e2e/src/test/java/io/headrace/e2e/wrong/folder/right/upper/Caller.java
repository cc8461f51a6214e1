package io.headrace.e2e.wrong.folder.right.upper;

import io.headrace.e2e.wrong.folder.left.lower.Called;

/** By this, right needs left. */
record Caller(Called called) {}
