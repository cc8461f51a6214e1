package io.headrace.console.status;

import io.headrace.console.status.PipelineStatus.Hop;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names the hop that holds the others back. A server that does not answer comes first, the broker before the others,
 * since all wait for it; then the hop before which the oldest change waits. A sink that waits for a slow or blocked index,
 * and a source that waits for a slow broker, are not to blame themselves.
 */
final class Bottleneck {

    private static final long A_MOMENT_MILLIS = 2_000;
    private static final List<String> SERVERS = List.of("topic", "mysql", "connect", "index");

    private final List<Hop> hops;

    Bottleneck(List<Hop> hops) {
        this.hops = hops;
    }

    /** @return null when nothing waits and all is healthy */
    @Nullable
    String inWords() {
        for (String server : SERVERS) {
            Hop hop = hop(server).orElse(null);
            if (hop != null && hop.state().equals("UNREACHABLE")) {
                return hop.name() + " " + hop.what() + ": does not answer";
            }
            if (hop != null && hop.state().equals("REFUSED")) {
                return hop.name() + " " + hop.what() + ": refuses this command's user";
            }
        }
        Hop slowest = slowest();
        if (slowest == null) {
            return hops.stream()
                    .filter(hop -> !hop.healthy())
                    .findFirst()
                    .map(hop -> hop.name() + " " + hop.what() + ": " + hop.state())
                    .orElse(null);
        }
        String waits = slowest.lag() + " wait, the oldest for " + lag(slowest) / 1000 + " s";
        Optional<Hop> behind = hop(slowest.name().equals("sink") ? "index" : "topic")
                .filter(hop -> !hop.state().equals("UP"))
                .filter(hop -> !slowest.name().equals("mysql"));
        return behind.map(hop -> hop.name() + " " + hop.what() + ": " + hop.state() + ", and " + slowest.name() + " "
                        + slowest.what() + " waits for it: " + waits)
                .orElse(slowest.name() + " " + slowest.what() + ": " + waits);
    }

    private @Nullable Hop slowest() {
        Hop slowest = null;
        for (Hop hop : hops) {
            if (lag(hop) > A_MOMENT_MILLIS && (slowest == null || lag(hop) > lag(slowest))) {
                slowest = hop;
            }
        }
        return slowest;
    }

    private Optional<Hop> hop(String name) {
        return hops.stream().filter(hop -> hop.name().equals(name)).findFirst();
    }

    private static long lag(Hop hop) {
        return hop.lagMillis() == null ? 0 : hop.lagMillis();
    }
}
