package io.headrace.stack.server;

import io.headrace.stack.client.HttpProbe;
import io.headrace.stack.port.ServerPort;
import io.headrace.stack.process.JvmCommand;
import io.headrace.stack.process.LaunchSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The listener service, with the configuration that the project ships or another. */
final class ListenerServer extends ChildServer {
    private static final String MODULE = "cdc-listener/service";
    /** Each rule has a consumer of its own: a hundred of them fill 190 MB. */
    private static final String HEAP_FOR_ANY_RULES = "512m";

    private final Path configuration;
    private final String heap;

    /** @param other in place of the shipped configuration; null for that */
    ListenerServer(ServerContext context, @Nullable Path other) {
        super(context, "listener", "The listener", ServerPort.LISTENER, Duration.ofMillis(2500));
        this.heap = other == null ? context.size().listenerHeap() : HEAP_FOR_ANY_RULES;
        this.configuration =
                other == null ? context.checkout().root().resolve("cdc-listener/cdc-listener.yaml") : other;
    }

    @Override
    List<Path> archivedJars() {
        return archived(context.checkout().classPath(MODULE));
    }

    private List<Path> archived(List<Path> jars) {
        return jars.stream().filter(jar -> !isOurs(jar)).toList();
    }

    /** Whether the build makes it: then it is not part of a class archive, which outlives builds. */
    private boolean isOurs(Path jar) {
        return jar.startsWith(context.checkout().root());
    }

    @Override
    LaunchSpec prepare() {
        List<Path> jars = context.checkout().classPath(MODULE);
        List<Path> archived = archived(jars);
        List<Path> made = new ArrayList<>();
        made.add(context.checkout().jar(MODULE, "headrace-listener-service", ""));
        jars.stream().filter(this::isOurs).forEach(made::add);
        List<Path> classPath = new ArrayList<>(archived);
        classPath.addAll(made);
        List<String> command = JvmCommand.of(heap)
                .option(cdsArchive(archived).option())
                .run(
                        classPath,
                        "io.headrace.listener.service.ListenerMain",
                        List.of("--config", configuration.toString()));
        Map<String, String> environment = new HashMap<>(JvmCommand.ENVIRONMENT);
        environment.put("HEADRACE_KAFKA_BOOTSTRAP", context.bootstrapServers());
        environment.put("HEADRACE_LISTENER_PORT", Integer.toString(port()));
        made.add(configuration);
        return new LaunchSpec(command, environment, made);
    }

    /** Asks for liveness: it is ready only once the source has created its topics. */
    @Override
    void ask() throws IOException, InterruptedException {
        HttpProbe.requireOk(context.http(ServerPort.LISTENER) + "/health/live");
    }
}
