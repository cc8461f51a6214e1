package io.headrace.e2e;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A connector JSON of {@code connect-configs/}, as a user POSTs it: a name and a flat map of settings. */
record ConnectorFile(Path path, String name, Map<String, String> config) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static ConnectorFile read(String fileName) {
        return read(Checkout.root().resolve("connect-configs").resolve(fileName));
    }

    /** Those of recipes too. */
    static List<ConnectorFile> all() {
        try (Stream<Path> files = Files.walk(Checkout.root().resolve("connect-configs"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.toString().endsWith("-template.json"))
                    .sorted()
                    .map(ConnectorFile::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConnectorFile read(Path file) {
        try {
            JsonNode json = JSON.readTree(file.toFile());
            return new ConnectorFile(
                    file,
                    json.get("name").asText(),
                    JSON.convertValue(json.get("config"), new TypeReference<Map<String, String>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** The settings with every {@code ${env:…}} reference replaced by a value that any of them takes. */
    Map<String, String> resolved() {
        Map<String, String> resolved = new LinkedHashMap<>(config);
        resolved.replaceAll((key, value) -> value.replace("${env:HEADRACE_MYSQL_PORT}", "3306")
                .replace("${env:HEADRACE_ELASTICSEARCH_URL}", "http://127.0.0.1:9200")
                .replace("${env:HEADRACE_KAFKA_BOOTSTRAP}", "127.0.0.1:9092")
                .replaceAll("\\$\\{env:HEADRACE_[A-Z_]+}", "any-value-of-sixteen-bytes-or-more"));
        return resolved;
    }

    @Override
    public String toString() {
        return path.getFileName().toString();
    }
}
