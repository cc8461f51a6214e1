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

/** The listener service, with the configuration that the project ships. */
final class ListenerServer extends ChildServer {
    private static final String MODULE = "cdc-listener";

    ListenerServer(ServerContext context) {
        super(context, "listener", "The listener", ServerPort.LISTENER, Duration.ofMillis(2500));
    }

    @Override
    List<Path> archivedJars() {
        return context.checkout().classPath(MODULE);
    }

    @Override
    LaunchSpec prepare() {
        Path jar = context.checkout().jar(MODULE, "headrace-listener", "");
        List<Path> classPath = new ArrayList<>(archivedJars());
        classPath.add(jar);
        Path configuration = context.checkout().root().resolve(MODULE).resolve("cdc-listener.yaml");
        List<String> command = JvmCommand.of(context.size().listenerHeap())
                .option(cdsArchive().option())
                .run(
                        classPath,
                        "io.headrace.listener.service.ListenerMain",
                        List.of("--config", configuration.toString()));
        Map<String, String> environment = new HashMap<>(JvmCommand.ENVIRONMENT);
        environment.put("HEADRACE_KAFKA_BOOTSTRAP", context.bootstrapServers());
        environment.put("HEADRACE_LISTENER_PORT", Integer.toString(port()));
        return new LaunchSpec(command, environment, List.of(jar, configuration));
    }

    /** Asks for liveness: it is ready only once the source has created its topics. */
    @Override
    void ask() throws IOException, InterruptedException {
        HttpProbe.requireOk(context.http(ServerPort.LISTENER) + "/health/live");
    }
}
