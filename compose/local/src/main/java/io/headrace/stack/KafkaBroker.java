package io.headrace.stack;

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
public final class KafkaBroker extends ChildServer {
    private static final String MODULE = "compose/local/servers/kafka";

    KafkaBroker(Site site) {
        super(site, "kafka", "Kafka", PortPlan.Use.KAFKA, Duration.ofSeconds(4));
    }

    @Override
    List<Path> jars() {
        return site.checkout().classPath(MODULE);
    }

    @Override
    Launch prepare() throws IOException, InterruptedException {
        List<Path> classPath = jars();
        Path logging = site.checkout().configuration("kafka/log4j2.properties");
        Path configuration = folder().resolve("server.properties");
        PropertiesFile.write(configuration, configuration());
        if (!isFormatted(folder())) {
            format(classPath, logging, configuration);
        }
        List<String> command = Jvm.of(site.size().kafkaHeap())
                .nursery(site.size().kafkaNursery())
                .option(classArchive().option())
                .option("-Dlog4j2.configurationFile=" + logging)
                .run(classPath, "kafka.Kafka", List.of(configuration.toString()));
        return new Launch(command, Jvm.ENVIRONMENT, List.of(configuration));
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
        Properties properties = PropertiesFile.read(site.checkout().configuration("kafka/server.properties"));
        String controller = "127.0.0.1:" + site.port(PortPlan.Use.KAFKA_CONTROLLER);
        properties.setProperty("controller.quorum.voters", "1@" + controller);
        properties.setProperty("listeners", "PLAINTEXT://" + site.bootstrapServers() + ",CONTROLLER://" + controller);
        properties.setProperty("advertised.listeners", "PLAINTEXT://" + site.bootstrapServers());
        properties.setProperty("log.dirs", data().toString());
        return properties;
    }

    /** meta.properties is written last: a folder without it was formatted half-way, and holds nothing yet. */
    private void format(List<Path> classPath, Path logging, Path configuration) throws InterruptedException {
        Folder.delete(data());
        List<String> command = Jvm.of("128m")
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
        tool().run("Formatting Kafka's data folder", command, Map.of(), folder().resolve("log/format.log"));
    }

    @Override
    void ask() throws Exception {
        Http.requireListening(port());
        Properties properties = new Properties();
        properties.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, site.bootstrapServers());
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
