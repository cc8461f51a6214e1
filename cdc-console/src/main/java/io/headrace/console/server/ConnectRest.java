package io.headrace.console.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.suggest.NearestName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A Connect worker's REST interface, as far as the operations need it. */
public final class ConnectRest {

    /** One connector's state as the worker reports it. */
    public record ConnectorState(
            String name,
            String type,
            String state,
            @Nullable String trace,
            List<TaskState> tasks) {

        /** Connector and every task, of which there is at least one, run. */
        public boolean running() {
            return state.equals("RUNNING") && !tasks.isEmpty() && tasks.stream().allMatch(TaskState::running);
        }

        public boolean failed() {
            return state.equals("FAILED") || tasks.stream().anyMatch(TaskState::failed);
        }

        /** RUNNING, or the state that keeps it from that. */
        public String summary() {
            if (failed()) {
                return "FAILED";
            }
            if (!state.equals("RUNNING")) {
                return state;
            }
            return running() ? "RUNNING" : tasks.isEmpty() ? "NO TASKS" : "STARTING";
        }

        /** The stack trace of the first failure, the connector's own before those of tasks, or null. */
        @Nullable
        public String firstTrace() {
            return state.equals("FAILED")
                    ? trace
                    : tasks.stream()
                            .filter(TaskState::failed)
                            .map(TaskState::trace)
                            .filter(java.util.Objects::nonNull)
                            .findFirst()
                            .orElse(null);
        }

        /** The innermost cause line of the first failure, the connector's own before those of tasks, or null. */
        @Nullable
        public String firstCause() {
            if (state.equals("FAILED")) {
                return FailureCause.of(trace);
            }
            return tasks.stream()
                    .filter(TaskState::failed)
                    .map(TaskState::cause)
                    .findFirst()
                    .orElse(null);
        }
    }

    public record TaskState(int id, String state, @Nullable String trace) {
        public boolean running() {
            return state.equals("RUNNING");
        }

        public boolean failed() {
            return state.equals("FAILED");
        }

        String cause() {
            return FailureCause.of(trace);
        }
    }

    private final Rest rest;

    public ConnectRest(PipelineEndpoints target) {
        this.rest = new Rest("Kafka Connect (--connect)", target.connect(), target.connectAccess());
    }

    /** @param answer how long an answer may take */
    public ConnectRest(PipelineEndpoints target, Duration answer) {
        this.rest = new Rest("Kafka Connect (--connect)", target.connect(), target.connectAccess(), answer);
    }

    public String address() {
        return rest.address();
    }

    public List<String> names() {
        List<String> names = new ArrayList<>();
        ok(read("/connectors"), "list the connectors").forEach(n -> names.add(n.asText()));
        names.sort(String::compareTo);
        return names;
    }

    /** The configurations of all connectors by their names, in one request. */
    public SortedMap<String, JsonNode> configs() {
        SortedMap<String, JsonNode> configs = new TreeMap<>();
        ok(read("/connectors?expand=info"), "list the connectors")
                .properties()
                .forEach(connector -> configs.put(
                        connector.getKey(), connector.getValue().path("info").path("config")));
        return configs;
    }

    public Optional<JsonNode> config(String name) {
        Rest.Answer answer = read(path(name) + "/config");
        return answer.status() == 404 ? Optional.empty() : Optional.of(ok(answer, "read the configuration of " + name));
    }

    public Optional<ConnectorState> state(String name) {
        Rest.Answer answer = read(path(name) + "/status");
        if (answer.status() == 404) {
            return Optional.empty();
        }
        return Optional.of(state(name, ok(answer, "read the state of " + name)));
    }

    /** The states of all connectors by their names, in one request; one that the worker does not know yet is absent. */
    public SortedMap<String, ConnectorState> states() {
        SortedMap<String, ConnectorState> states = new TreeMap<>();
        ok(read("/connectors?expand=status"), "list the connectors")
                .properties()
                .forEach(connector -> states.put(
                        connector.getKey(),
                        state(connector.getKey(), connector.getValue().path("status"))));
        return states;
    }

    private static ConnectorState state(String name, JsonNode body) {
        List<TaskState> tasks = new ArrayList<>();
        for (JsonNode task : body.path("tasks")) {
            tasks.add(new TaskState(
                    task.path("id").asInt(),
                    task.path("state").asText(),
                    task.path("trace").asText(null)));
        }
        return new ConnectorState(
                name,
                body.path("type").asText(),
                body.path("connector").path("state").asText(),
                body.path("connector").path("trace").asText(null),
                tasks);
    }

    /** Creates the connector or changes its configuration to this one. */
    public void putConfig(String name, JsonNode config) {
        settled("apply connector", name, () -> rest.put(path(name) + "/config", config.toString()));
    }

    /** Creates a connector that stands still until it is resumed; a worker of Kafka 3.7 or newer can do this. */
    public void createStopped(String name, JsonNode config) {
        ObjectNode body = Rest.JSON.createObjectNode().put("name", name).put("initial_state", "STOPPED");
        body.set("config", config);
        settled("create", name, () -> rest.post("/connectors", body.toString()));
    }

    /** The stored offsets of a connector: partition and offset pairs as the worker shows them. */
    public JsonNode offsets(String name) {
        return ok(read(path(name) + "/offsets"), "read the offsets of " + name).path("offsets");
    }

    /** Whether the connector has stored where it goes on; one that never ran has not. */
    public boolean hasOffsets(String name) {
        Rest.Answer answer = read(path(name) + "/offsets");
        return answer.ok() && !answer.body().path("offsets").isEmpty();
    }

    /** @throws Problem when there is no connector of this name; it names the nearest */
    public void require(String name) {
        if (state(name).isEmpty()) {
            List<String> names = names();
            throw new Problem(
                    Problem.Kind.USAGE,
                    "There is no connector " + name + " at " + address() + NearestName.hint(name, names));
        }
    }

    public void restart(String name, boolean onlyFailed) {
        settled(
                "restart",
                name,
                () -> rest.post(path(name) + "/restart?includeTasks=true&onlyFailed=" + onlyFailed, null));
    }

    /** Asks for pause, stop or resume. */
    public void put(String name, String what) {
        settled(what, name, () -> rest.put(path(name) + "/" + what, ""));
    }

    public void delete(String name) {
        settled("delete", name, () -> rest.delete(path(name), null));
    }

    /** Asks, and comes back while a rebalance is under way. */
    private void settled(String what, String name, Supplier<Rest.Answer> ask) {
        ok(afterRebalance(ask), what + " " + name);
    }

    private Rest.Answer read(String path) {
        return afterRebalance(() -> rest.get(path));
    }

    private static Rest.Answer afterRebalance(Supplier<Rest.Answer> ask) {
        Rest.Answer answer = ask.get();
        for (int tries = 0; isRebalancing(answer) && tries < 100; tries++) {
            Pause.millis(100);
            answer = ask.get();
        }
        return answer;
    }

    /** A worker answers 409 to some questions then, and 500 with the same words to others, such as for a configuration. */
    private static boolean isRebalancing(Rest.Answer answer) {
        return answer.status() == 409
                || (answer.status() == 500
                        && answer.body().path("message").asText("").contains("rebalance is expected"));
    }

    public void setOffsets(String name, JsonNode offsets) {
        settled("set the offsets of", name, () -> rest.patch(path(name) + "/offsets", offsets.toString()));
    }

    public void resetOffsets(String name) {
        settled("reset the offsets of", name, () -> rest.delete(path(name) + "/offsets", null));
    }

    /** A name may hold any character: all but letters and digits are written as the URL's codes. */
    private static String path(String name) {
        return "/connectors/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode ok(Rest.Answer answer, String what) {
        if (!answer.ok()) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "Kafka Connect at " + address() + " would not " + what + ": HTTP " + answer.status() + ", "
                            + reason(answer.body().path("message").asText("no reason given")));
        }
        return answer.body();
    }

    /** @throws Problem when the worker has no connector of this class; it names the nearest */
    public void requirePlugin(String type) {
        List<String> types = new ArrayList<>();
        ok(rest.get("/connector-plugins"), "list its plugins")
                .forEach(plugin -> types.add(plugin.path("class").asText()));
        if (!types.contains(type)) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "The worker at " + address() + " has no connector " + (type.isEmpty() ? "without a class" : type)
                            + NearestName.hint(type, types)
                            + " A plugin is a folder on the worker's plugin.path; restart the worker after adding one.");
        }
    }

    /** What the plugin says of each setting that it refuses. */
    public List<SettingError> validate(String type, JsonNode config) {
        JsonNode answer = ok(
                rest.put("/connector-plugins/" + type + "/config/validate", config.toString()),
                "validate a configuration of " + type);
        List<SettingError> errors = new ArrayList<>();
        for (JsonNode one : answer.path("configs")) {
            JsonNode value = one.path("value");
            value.path("errors")
                    .forEach(error ->
                            errors.add(new SettingError(value.path("name").asText(), error.asText())));
        }
        return errors;
    }

    /** All that the worker says of an invalid configuration; of a stack trace only its cause. */
    private static String reason(String message) {
        if (!message.startsWith("Connector configuration is invalid")) {
            return FailureCause.of(message);
        }
        return message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("You can also find"))
                .collect(Collectors.joining("\n  "));
    }
}
