package io.headrace.e2e.wrong.cycle.there;

import io.headrace.e2e.wrong.cycle.here.Here;
import java.util.List;

/** The other half. */
public record There(List<Here> others) {
    public There {
        others = List.copyOf(others);
        others.forEach(Here::other);
    }
}
