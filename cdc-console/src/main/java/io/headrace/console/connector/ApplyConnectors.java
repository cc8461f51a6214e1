package io.headrace.console.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.pipeline.CapturedTable;
import io.headrace.console.pipeline.SnapshotSignals;
import io.headrace.console.pipeline.TableFilter;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import io.headrace.console.server.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes the worker's connectors match the files; idempotent. References to secrets are sent unresolved. */
public final class ApplyConnectors {

    /** The settings that decide which tables a source captures. */
    private static final Set<String> TABLE_LISTS =
            Set.of("table.include.list", "table.exclude.list", "database.include.list", "database.exclude.list");

    private final PipelineEndpoints target;
    private final ConnectRest connect;
    private final Map<String, JsonNode> files = new LinkedHashMap<>();
    private final boolean prune;

    /**
     * @param paths connector JSON files of the form {@code {"name": …, "config": {…}}}
     * @param prune whether to delete connectors that no file has
     */
    public ApplyConnectors(PipelineEndpoints target, List<Path> paths, boolean prune) {
        this.target = target;
        this.connect = new ConnectRest(target);
        this.prune = prune;
        paths.forEach(this::read);
    }

    /** @param wanted configurations by the connectors' names */
    public ApplyConnectors(PipelineEndpoints target, Map<String, JsonNode> wanted) {
        this.target = target;
        this.connect = new ConnectRest(target);
        this.prune = false;
        this.files.putAll(wanted);
    }

    /** Makes all changes that there are to make. */
    public void apply(Duration patience) {
        apply(diff(), patience);
    }

    /** What would change. */
    public ConnectorChanges diff() {
        List<ConnectorChanges.Connector> changes = new ArrayList<>();
        files.forEach((name, wanted) -> {
            JsonNode present = connect.config(name).orElse(null);
            List<ConnectorChanges.Setting> settings = ConnectorChanges.settings(present, wanted);
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
     * Applies these changes.
     *
     * @param patience how long to wait until what was created or changed runs
     * @throws Problem if the worker rejects a configuration, or a connector does not run in time
     */
    public void apply(ConnectorChanges changes, Duration patience) {
        changes.connectors().forEach(this::requireKnownTables);
        makeTopics(changes);
        Map<String, Optional<String>> started = new LinkedHashMap<>();
        for (ConnectorChanges.Connector change : changes.connectors()) {
            switch (change.kind()) {
                case CREATE, CHANGE -> {
                    JsonNode config = files.get(change.name());
                    if (config != null) {
                        started.put(change.name(), put(change.name(), config, patience));
                    }
                }
                case DELETE -> connect.delete(change.name());
                case NONE -> {}
            }
        }
        started.forEach((name, before) -> ApplyConfigs.awaitRunning(connect, name, patience, before.orElse(null)));
    }

    /**
     * Of a new source. It would run without its topic of signals, but log a warning each time it looks for one; and its sink
     * would stop and go on with each topic of a table that appears.
     */
    private void makeTopics(ConnectorChanges changes) {
        if (!target.hasKafka()) {
            return;
        }
        for (ConnectorChanges.Connector change : changes.connectors()) {
            JsonNode config = files.getOrDefault(change.name(), Rest.JSON.missingNode());
            if (change.kind() == ConnectorChanges.Kind.CREATE && CapturedTable.isSource(config)) {
                try (Topics topics = Topics.open(target)) {
                    SnapshotSignals.makeTopic(topics, config);
                    new TableTopics(config).make(topics, CapturedTable.topics(config));
                }
            }
        }
    }

    /**
     * A task that had failed is not started anew by a configuration that is the same to it, and that of a running source must
     * have ended before the next one begins: their connectors are stopped first.
     *
     * @return the trace of its failure from before, if it had failed
     */
    private Optional<String> put(String name, JsonNode config, Duration patience) {
        Optional<ConnectRest.ConnectorState> before = connect.state(name);
        Optional<ConnectRest.ConnectorState> failed = before.filter(ConnectRest.ConnectorState::failed);
        boolean isRunningSource = before.filter(
                        state -> state.type().equals("source") && state.state().equals("RUNNING"))
                .isPresent();
        if (failed.isPresent() || isRunningSource) {
            new StopAndConfigure(connect, patience).put(name, config, true);
        } else {
            connect.putConfig(name, config);
        }
        return failed.map(ConnectRest.ConnectorState::firstTrace);
    }

    /**
     * Makes these changes, and has each source that has begun read the definitions of tables that are new to its lists.
     *
     * @see RecoverSchema
     */
    public void recover(ConnectorChanges changes, Duration patience) {
        for (ConnectorChanges.Connector change : changes.connectors()) {
            JsonNode wanted = files.get(change.name());
            if (wanted != null && change.kind() == ConnectorChanges.Kind.CHANGE && widens(change)) {
                new RecoverSchema(target, patience).run(change.name(), wanted);
            }
        }
        apply(diff(), patience);
    }

    /** @throws Problem when a source would come to a table that its schema history does not hold, and stop */
    private void requireKnownTables(ConnectorChanges.Connector change) {
        JsonNode wanted = files.get(change.name());
        if (wanted != null
                && change.kind() == ConnectorChanges.Kind.CHANGE
                && TableFilter.of(wanted).keepsCapturedTablesOnly()
                && CapturedTable.isSource(wanted)
                && widens(change)) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "Nothing was applied: " + change.name()
                            + " has already started, and its table lists would now include more tables ("
                            + lists(change) + "). Its schema history contains only the captured tables"
                            + " (schema.history.internal.store.only.captured.tables.ddl=true), so it would stop at the"
                            + " first change of a table that is new to it.\n./cdc add DB.TABLE takes a table in, up to a"
                            + " match. Or ./cdc apply --recover FILE has it read the definitions first; resend earlier rows"
                            + " with ./cdc verify --table DB.TABLE --repair.");
        }
    }

    private static String lists(ConnectorChanges.Connector change) {
        return change.settings().stream()
                .map(ConnectorChanges.Setting::key)
                .filter(TABLE_LISTS::contains)
                .collect(Collectors.joining(", "));
    }

    /** Whether the lists may select what they did not: all patterns of now among those of before is less, not more. */
    private boolean widens(ConnectorChanges.Connector change) {
        JsonNode present = connect.config(change.name()).orElse(Rest.JSON.createObjectNode());
        JsonNode wanted = files.getOrDefault(change.name(), Rest.JSON.createObjectNode());
        return connect.hasOffsets(change.name())
                && change.settings().stream()
                        .map(ConnectorChanges.Setting::key)
                        .filter(TABLE_LISTS::contains)
                        .anyMatch(list -> {
                            Set<String> before = parts(present.path(list).asText(""));
                            Set<String> then = parts(wanted.path(list).asText(""));
                            return list.contains(".include.")
                                    ? !before.isEmpty() && (then.isEmpty() || !before.containsAll(then))
                                    : !then.containsAll(before);
                        });
    }

    private static Set<String> parts(String list) {
        Set<String> parts = new TreeSet<>();
        for (String part : list.split("(?<!\\\\),")) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    private void read(Path file) {
        JsonNode json;
        try {
            json = Rest.JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new Problem(
                    Problem.Kind.USAGE, "Can't read " + file + " as JSON; ./cdc lint " + file + " for details.", e);
        }
        if (json.has("index_patterns")) {
            return;
        }
        String name = json.path("name").asText("");
        if (name.isEmpty() || !json.path("config").isObject()) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    file + " is not a connector: needed {\"name\": …, \"config\": {…}}. Run ./cdc lint for details.");
        }
        ObjectNode config = json.path("config").deepCopy();
        config.put("name", name);
        files.put(name, config);
    }
}
