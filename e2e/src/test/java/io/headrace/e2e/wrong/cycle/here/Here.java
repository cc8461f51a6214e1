package io.headrace.e2e.wrong.cycle.here;

import io.headrace.e2e.wrong.cycle.there.There;

/** Half of a deliberate cycle: a rule that passes it is no rule. */
public record Here(There other) {}
