package io.headrace.e2e.wrong.open.there;

import io.headrace.e2e.wrong.open.here.Needed;
import io.headrace.e2e.wrong.open.here.Outer;

/** What needs two of the other package. */
record User(Needed needed, Outer.Inner inner) {}
