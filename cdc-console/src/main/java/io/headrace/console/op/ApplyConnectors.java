package io.headrace.console.op;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the worker's connectors those of the files; doing it again changes nothing. References to secrets stay references. */
public final class ApplyConnectors {

    private static final Pattern SECRET =
            Pattern.compile(".*(password|secret|token|\\.key|jaas\\.config|headers)$", Pattern.CASE_INSENSITIVE);

    private final ConnectRest connect;
    private final Map<String, JsonNode> files = new LinkedHashMap<>();
    private final boolean prune;

    /**
     * @param paths connector JSON files of the form {@code {"name": …, "config": {…}}}
     * @param prune delete connectors that no file has
     */
    public ApplyConnectors(Target target, List<Path> paths, boolean prune) {
        this.connect = new ConnectRest(target);
        this.prune = prune;
        paths.forEach(this::read);
    }

    /** What would change. */
    public ConnectorChanges diff() {
        List<ConnectorChanges.Connector> changes = new ArrayList<>();
        files.forEach((name, wanted) -> {
            JsonNode present = connect.config(name).orElse(null);
            List<ConnectorChanges.Setting> settings = settings(present, wanted);
            ConnectorChanges.Kind kind = present == null
                    ? ConnectorChanges.Kind.CREATE
                    : settings.isEmpty() ? ConnectorChanges.Kind.NONE : ConnectorChanges.Kind.CHANGE;
            changes.add(new ConnectorChanges.Connector(name, kind, settings));
        });
        if (prune) {
            for (String name : connect.names()) {
                if (!files.containsKey(name)) {
                    changes.add(new ConnectorChanges.Connector(name, ConnectorChanges.Kind.DELETE, List.of()));
                }
            }
        }
        boolean equal = changes.stream().allMatch(c -> c.kind() == ConnectorChanges.Kind.NONE);
        return new ConnectorChanges(equal, changes);
    }

    /**
     * Makes these changes.
     *
     * @param patience how long to wait until what was created or changed runs
     * @throws Problem when the worker refuses a configuration, or a connector does not run in time
     */
    public void apply(ConnectorChanges changes, Duration patience) {
        List<String> started = new ArrayList<>();
        for (ConnectorChanges.Connector change : changes.connectors()) {
            switch (change.kind()) {
                case CREATE, CHANGE -> {
                    JsonNode config = files.get(change.name());
                    if (config != null) {
                        connect.putConfig(change.name(), config);
                        started.add(change.name());
                    }
                }
                case DELETE -> connect.delete(change.name());
                case NONE -> {}
            }
        }
        started.forEach(name -> ApplyConfigs.awaitRunning(connect, name, patience));
    }

    private void read(Path file) {
        JsonNode json;
        try {
            json = Rest.JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new Problem(
                    Problem.Kind.USAGE, "Can't read " + file + " as JSON; ./cdc lint " + file + " says more.", e);
        }
        if (json.has("index_patterns")) {
            return;
        }
        String name = json.path("name").asText("");
        if (name.isEmpty() || !json.path("config").isObject()) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    file + " is no connector: needed {\"name\": …, \"config\": {…}}. ./cdc lint says more.");
        }
        ObjectNode config = json.path("config").deepCopy();
        config.put("name", name);
        files.put(name, config);
    }

    private static List<ConnectorChanges.Setting> settings(@Nullable JsonNode present, JsonNode wanted) {
        JsonNode now = present == null ? Rest.JSON.createObjectNode() : present;
        TreeSet<String> keys = new TreeSet<>();
        now.fieldNames().forEachRemaining(keys::add);
        wanted.fieldNames().forEachRemaining(keys::add);
        List<ConnectorChanges.Setting> settings = new ArrayList<>();
        for (String key : keys) {
            String is = now.path(key).asText(null);
            String shall = wanted.path(key).asText(null);
            if (!java.util.Objects.equals(is, shall) && !key.equals("name")) {
                settings.add(new ConnectorChanges.Setting(key, shown(key, is), shown(key, shall)));
            }
        }
        return settings;
    }

    private static @Nullable String shown(String key, @Nullable String value) {
        return value == null || !SECRET.matcher(key).matches() || value.startsWith("${") ? value : "(hidden)";
    }
}
