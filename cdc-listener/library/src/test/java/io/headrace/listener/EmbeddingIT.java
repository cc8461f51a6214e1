package io.headrace.listener;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project that embeds the built library, with a logging of its own. */
class EmbeddingIT {
    private static final Path MODULE = Path.of("").toAbsolutePath();
    private static final Path PROJECT = MODULE.resolve("src/test/embedding");
    private static final long MOST_BYTES = 500_000;
    private static TestBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void shouldBringKafkasClientJacksonAndTheLoggingApiAndNothingElse() throws IOException {
        // When
        List<Path> jars = dependencies();

        // Then
        assertThat(jars)
                .map(EmbeddingIT::origin)
                .as("what a project that embeds the library gets, by its folder in the Maven repository")
                .containsOnly("org/apache/kafka", "com/fasterxml/jackson", "org/slf4j", "of kafka-clients");
        assertThat(jar()).as("the library").isNotEmptyFile();
        assertThat(Files.size(jar())).as("bytes of the library").isLessThan(MOST_BYTES);
    }

    @Test
    void shouldCompileAndRunInAProjectThatLogsWithLogback(@TempDir Path folder) throws Exception {
        // Given
        broker.createTopic("dbserver1.inventory.orders", 1);
        compile(folder);
        Envelopes envelopes = Envelopes.create();
        ObjectNode refused = Envelopes.order(1, "NEW").put("total", -1);
        ObjectNode order = Envelopes.order(2, "NEW");
        ObjectNode paid = Envelopes.order(2, "PAID");
        try (Producer<byte[], byte[]> producer = broker.producer()) {
            send(producer, 1, envelopes.created(refused));
            send(producer, 2, envelopes.created(order));
            send(producer, 2, envelopes.updated(order, paid));
            send(producer, 2, envelopes.deleted(paid));
        }

        // When
        List<String> output = run(folder);

        // Then
        assertThat(output)
                .contains(
                        "logback INFO OrderMailer create of inventory.orders changed []",
                        "logback INFO OrderMailer update of inventory.orders changed [status]",
                        "logback INFO OrderMailer delete of inventory.orders changed []")
                .anyMatch(line -> line.startsWith("logback WARN OrderMailer dbserver1.inventory.orders-0#")
                        && line.endsWith("@0 is a dead letter: an order needs a positive total"))
                .as("one provider of logging, the project's")
                .noneMatch(line -> line.startsWith("SLF4J"));
        assertThat(broker.read("order-mails", TestBroker.LIMIT, records -> records.size() >= 3))
                .hasSize(3);
    }

    private static void send(Producer<byte[], byte[]> producer, long id, byte[] event) throws Exception {
        producer.send(new ProducerRecord<>("dbserver1.inventory.orders", Envelopes.key(id), event))
                .get();
    }

    private static void compile(Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            messages,
                            files,
                            null,
                            List.of("-d", folder.toString(), "-cp", classPath(List.of()), "-Xlint:all", "-Werror"),
                            null,
                            files.getJavaFileObjects(PROJECT.resolve("OrderMailer.java")))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
        Files.copy(PROJECT.resolve("logback.xml"), folder.resolve("logback.xml"));
    }

    private static List<String> run(Path folder) throws Exception {
        List<Path> own = new ArrayList<>(List.of(folder));
        try (Stream<Path> logging = Files.list(MODULE.resolve("target/embedding"))) {
            logging.forEach(own::add);
        }
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        classPath(own),
                        "com.example.orders.OrderMailer",
                        broker.address())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            boolean ended = process.waitFor(TestBroker.LIMIT.multipliedBy(2).toSeconds(), TimeUnit.SECONDS);
            List<String> output = Files.readAllLines(log);
            assertThat(ended).as(String.join("\n", output)).isTrue();
            assertThat(process.exitValue()).as(String.join("\n", output)).isZero();
            return output;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static String classPath(List<Path> own) throws IOException {
        List<String> all = new ArrayList<>();
        own.forEach(path -> all.add(path.toString()));
        all.add(jar().toString());
        dependencies().forEach(path -> all.add(path.toString()));
        return String.join(File.pathSeparator, all);
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(MODULE.resolve("target"))) {
            return files.filter(file ->
                            file.getFileName().toString().matches("headrace-listener-[0-9.]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<Path> dependencies() throws IOException {
        return Arrays.stream(Files.readString(MODULE.resolve("target/class-path"))
                        .strip()
                        .split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    /** The group of a jar; the compression that Kafka's client brings along is its own. */
    private static String origin(Path jar) {
        String path = jar.toString();
        return Stream.of("org/apache/kafka", "com/fasterxml/jackson", "org/slf4j")
                .filter(group -> path.contains("/" + group + "/"))
                .findFirst()
                .orElseGet(() ->
                        path.matches(".*/(zstd-jni|lz4-java|snappy-java)-[0-9.-]+\\.jar") ? "of kafka-clients" : path);
    }
}
