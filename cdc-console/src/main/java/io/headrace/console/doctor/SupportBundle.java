package io.headrace.console.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SecretReference;
import io.headrace.console.status.PipelineStatus;
import io.headrace.console.status.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * An archive for those who help: what doctor and status found, the connectors' configurations and the frames of their
 * failures. No secret, no message of a foreign exception and no row value is in it; server logs are not either, because
 * they may hold both.
 */
public final class SupportBundle {

    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(password|secret|token|credential|api\\.key|\\.key|jaas\\.config|headers|passphrase|account)$");
    private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]+@");

    private final PipelineEndpoints target;
    private final String table;

    /** @param table {@code database.table} */
    public SupportBundle(PipelineEndpoints target, String table) {
        this.target = target;
        this.table = table;
    }

    /** Writes the archive. */
    public Diagnosis write(Path file) {
        Diagnosis diagnosis = new Doctor(target, table).run();
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            entry(
                    zip,
                    "versions.json",
                    Rest.text(Map.of(
                            "java",
                            System.getProperty("java.version", "?"),
                            "os",
                            System.getProperty("os.name", "?") + " " + System.getProperty("os.arch", "?"))));
            entry(zip, "doctor.json", Rest.text(withoutForeignWords(diagnosis)));
            entry(zip, "status.json", status());
            connectors(zip);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.FAILED, "Can't write " + file + ": " + e.getMessage(), e);
        }
        return diagnosis;
    }

    /** A connector's cause is the message of some exception, which may quote a row. */
    private static Diagnosis withoutForeignWords(Diagnosis diagnosis) {
        return new Diagnosis(
                diagnosis.healthy(),
                diagnosis.checks().stream()
                        .map(c -> c.result() == Diagnosis.Result.FAILED
                                        && c.fix().startsWith("./cdc restart")
                                ? new Diagnosis.Check(c.about(), c.result(), c.found(), "see connectors/", c.fix())
                                : c)
                        .toList());
    }

    private String status() {
        PipelineStatus status = new Status(target, table).run();
        JsonNode json = Rest.JSON.valueToTree(status);
        json.path("hops").forEach(hop -> ((ObjectNode) hop).remove("detail"));
        json.path("tables").forEach(line -> ((ObjectNode) line).remove("detail"));
        return json.toPrettyString();
    }

    private void connectors(ZipOutputStream zip) throws IOException {
        ConnectRest connect = new ConnectRest(target);
        try {
            for (String name : connect.names()) {
                JsonNode config = connect.config(name).orElse(Rest.JSON.createObjectNode());
                entry(zip, "connectors/" + name + ".json", redacted(config).toPrettyString());
                ConnectRest.ConnectorState state = connect.state(name).orElse(null);
                if (state != null) {
                    String tasks = state.tasks().stream()
                            .map(task -> "task " + task.id() + " " + task.state() + "\n" + frames(task.trace()))
                            .collect(Collectors.joining("\n"));
                    entry(zip, "connectors/" + name + ".txt", state.summary() + "\n" + tasks);
                }
            }
        } catch (Problem unreachable) {
            entry(zip, "connectors/unreachable.txt", String.valueOf(unreachable.getMessage()));
        }
    }

    /** Literal secrets hidden; references stay, since they hold nothing. */
    static JsonNode redacted(JsonNode config) {
        ObjectNode redacted = Rest.JSON.createObjectNode();
        config.properties().forEach(setting -> {
            String value = setting.getValue().asText();
            boolean literal = SECRET.matcher(setting.getKey()).matches() && !SecretReference.isAll(value);
            redacted.put(
                    setting.getKey(),
                    literal ? "(hidden)" : USER_INFO.matcher(value).replaceAll("//(hidden)@"));
        });
        return redacted;
    }

    /** Classes and places of a stack trace, without messages. */
    static String frames(@Nullable String trace) {
        return trace == null
                ? ""
                : trace.lines()
                        .filter(line -> line.matches("\\s+at \\S.*|Caused by: .*|[\\w.$]+(Exception|Error)\\b.*"))
                        .map(line -> line.matches("\\s+at .*")
                                ? line
                                : line.replaceFirst("^((?:Caused by: )?[\\w.$]+).*", "$1"))
                        .collect(Collectors.joining("\n"));
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
