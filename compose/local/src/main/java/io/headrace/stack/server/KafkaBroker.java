package io.headrace.stack.server;

import io.headrace.stack.file.Folders;
import io.headrace.stack.file.PropertiesFile;
import io.headrace.stack.port.Loopback;
import io.headrace.stack.port.ServerPort;
import io.headrace.stack.process.JvmCommand;
import io.headrace.stack.process.LaunchSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A Kafka broker that is its own controller (KRaft). */
final class KafkaBroker extends ChildServer {
    static final String NAME = "kafka";

    private static final String MODULE = "compose/local/servers/kafka";

    KafkaBroker(ServerContext context) {
        super(context, NAME, "Kafka", ServerPort.KAFKA, Duration.ofSeconds(4));
    }

    @Override
    List<Path> archivedJars() {
        return context.checkout().classPath(MODULE);
    }

    @Override
    LaunchSpec prepare() throws IOException, InterruptedException {
        List<Path> classPath = archivedJars();
        Path logging = context.checkout().configuration("kafka/log4j2.properties");
        Path configuration = folder().resolve("server.properties");
        PropertiesFile.write(configuration, configuration());
        if (!isFormatted(folder())) {
            format(classPath, logging, configuration);
        }
        List<String> command = JvmCommand.of(context.size().kafkaHeap())
                .nursery(context.size().kafkaNursery())
                .option(cdsArchive(classPath).option())
                .option("-Dlog4j2.configurationFile=" + logging)
                .run(classPath, "kafka.Kafka", List.of(configuration.toString()));
        return new LaunchSpec(command, JvmCommand.ENVIRONMENT, List.of(configuration));
    }

    /** Whether a broker with this folder has, or may have, topics. */
    static boolean isFormatted(Path folder) {
        return Files.exists(folder.resolve("data/meta.properties"));
    }

    private Path data() {
        return folder().resolve("data");
    }

    /** The shared properties with the addresses and folders of this stack. */
    Properties configuration() {
        Properties properties = PropertiesFile.read(context.checkout().configuration("kafka/server.properties"));
        String controller = "127.0.0.1:" + context.port(ServerPort.KAFKA_CONTROLLER);
        properties.setProperty("controller.quorum.voters", "1@" + controller);
        properties.setProperty(
                "listeners", "PLAINTEXT://" + context.bootstrapServers() + ",CONTROLLER://" + controller);
        properties.setProperty("advertised.listeners", "PLAINTEXT://" + context.bootstrapServers());
        properties.setProperty("log.dirs", data().toString());
        return properties;
    }

    /** meta.properties is written last, so a folder without it is only half formatted and holds nothing yet. */
    private void format(List<Path> classPath, Path logging, Path configuration) throws InterruptedException {
        Folders.delete(data());
        List<String> command = JvmCommand.of("128m")
                .option("-XX:TieredStopAtLevel=1")
                .option("-Dlog4j2.configurationFile=" + logging)
                .run(
                        classPath,
                        "kafka.tools.StorageTool",
                        List.of(
                                "format",
                                "--cluster-id",
                                "headrace-local-cluster",
                                "--config",
                                configuration.toString()));
        setupProgram().run("Formatting Kafka's data folder", command, Map.of(), folder().resolve("log/format.log"));
    }

    @Override
    void ask() throws Exception {
        Loopback.requireListening(port());
        Properties properties = new Properties();
        properties.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, context.bootstrapServers());
        properties.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        properties.setProperty(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "5000");
        properties.setProperty(AdminClientConfig.RETRY_BACKOFF_MS_CONFIG, "20");
        try (Admin admin = Admin.create(properties)) {
            if (admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty()) {
                throw new IOException("The broker is not registered with its controller yet");
            }
        }
    }
}
