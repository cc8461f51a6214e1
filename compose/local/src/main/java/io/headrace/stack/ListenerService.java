package io.headrace.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The listener as a service, with the configuration that the project ships. */
public final class ListenerService extends ChildServer {
    private static final String MODULE = "cdc-listener/service";

    ListenerService(Site site) {
        super(site, "listener", "The listener", PortPlan.Use.LISTENER, Duration.ofMillis(2500));
    }

    @Override
    List<Path> jars() {
        return site.checkout().classPath(MODULE).stream()
                .filter(jar -> !isOurs(jar))
                .toList();
    }

    /** Whether the build makes it: then it is no part of an archive of classes, which outlives builds. */
    private boolean isOurs(Path jar) {
        return jar.startsWith(site.checkout().root());
    }

    @Override
    Launch prepare() {
        List<Path> made = new ArrayList<>();
        made.add(site.checkout().jar(MODULE, "headrace-listener-service", ""));
        site.checkout().classPath(MODULE).stream().filter(this::isOurs).forEach(made::add);
        List<Path> classPath = new ArrayList<>(jars());
        classPath.addAll(made);
        Path configuration = site.checkout().root().resolve("cdc-listener/cdc-listener.yaml");
        List<String> command = Jvm.of(site.size().listenerHeap())
                .option(classArchive().option())
                .run(
                        classPath,
                        "io.headrace.listener.service.ListenerMain",
                        List.of("--config", configuration.toString()));
        Map<String, String> environment = new HashMap<>(Jvm.ENVIRONMENT);
        environment.put("HEADRACE_KAFKA_BOOTSTRAP", site.bootstrapServers());
        environment.put("HEADRACE_LISTENER_PORT", Integer.toString(port()));
        made.add(configuration);
        return new Launch(command, environment, made);
    }

    /** That it lives: it is ready only when the source has created its topics. */
    @Override
    void ask() throws IOException, InterruptedException {
        Http.requireOk(site.http(PortPlan.Use.LISTENER) + "/health/live");
    }
}
