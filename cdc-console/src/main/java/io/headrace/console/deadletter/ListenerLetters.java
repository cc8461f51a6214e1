package io.headrace.console.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.server.Pause;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import io.headrace.console.suggest.NearestName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The dead letters of the listener's rules, through the listener's own HTTP interface: it replays them itself, in order. */
public final class ListenerLetters {

    /** A letter as the listener shows it, with its record. */
    public record Shown(String rule, JsonNode letter) {}

    /**
     * A replay that has ended, or what one would do.
     *
     * @param report what a dry run said; null after a replay
     * @param state done, cancelled, or dry-run
     */
    public record Ended(
            String rule,
            String state,
            long selected,
            long replayed,
            long failed,
            long held,
            @Nullable JsonNode report) {

        public boolean complete() {
            return !state.equals("cancelled") && failed == 0 && held == 0;
        }
    }

    /** What a group's {@code from} begins with. */
    public static final String RULE = "rule ";

    private static final int LATEST = 100;
    /** The most that the listener returns at once. */
    private static final int MOST = 10_000;

    private final Rest rest;

    /** @throws Problem if the listener's address is not known */
    public ListenerLetters(PipelineEndpoints target) {
        if (target.listener() == null) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "The listener's address is not known: give it with --listener, or as listener.url in the profile.");
        }
        this.rest = new Rest("Listener (--listener)", target.listener(), target.listenerAccess());
    }

    /** The rule that the id names; empty when it is none of the listener's, or no listener is known or answers. */
    public static Optional<String> ruleOf(PipelineEndpoints target, String id) {
        try {
            return target.listener() == null ? Optional.empty() : new ListenerLetters(target).ruleOf(id);
        } catch (Problem problem) {
            if (problem.kind() != Problem.Kind.UNREACHABLE) {
                throw problem;
            }
            return Optional.empty();
        }
    }

    public List<String> rules() {
        List<String> rules = new ArrayList<>();
        ok(rest.get("/dead-letters"), "list its dead letters").fieldNames().forEachRemaining(rules::add);
        return rules;
    }

    /** The topics that each rule waits for, since they are not there. */
    public Map<String, List<String>> waiting() {
        Map<String, List<String>> waiting = new LinkedHashMap<>();
        rest.get("/health/ready").body().path("rules").properties().forEach(rule -> {
            List<String> topics = new ArrayList<>();
            rule.getValue().path("missingTopics").forEach(topic -> topics.add(topic.asText()));
            waiting.put(rule.getKey(), topics);
        });
        return waiting;
    }

    /** Counts them by rule and error. */
    public List<DeadLetterSummary.Group> groups() {
        List<DeadLetterSummary.Group> groups = new ArrayList<>();
        for (String rule : rules()) {
            List<DeadLetterSummary.Group> found = groups(rule, LATEST);
            boolean isWhole = found.stream().noneMatch(group -> group.example().isEmpty());
            groups.addAll(isWhole ? found : groups(rule, MOST));
        }
        return groups;
    }

    /** With the newest of so many letters as examples. */
    private List<DeadLetterSummary.Group> groups(String rule, int limit) {
        List<DeadLetterSummary.Group> groups = new ArrayList<>();
        JsonNode answer = letters(rule, limit);
        for (JsonNode group : answer.path("groups")) {
            groups.add(group(rule, group, answer.path("letters")));
        }
        return groups;
    }

    private JsonNode letters(String rule, int limit) {
        return ok(
                rest.get("/dead-letters/" + SearchRest.path(rule) + "?limit=" + limit),
                "show the dead letters of " + rule);
    }

    private static DeadLetterSummary.Group group(String rule, JsonNode group, JsonNode letters) {
        String error = group.path("error").asText();
        String first = "";
        String last = "";
        String example = "";
        String message = "";
        for (JsonNode letter : letters) {
            String at = letter.path("failedAt").asText();
            if (letter.path("error").asText().equals(error)) {
                first = first.isEmpty() || at.compareTo(first) < 0 ? at : first;
                if (at.compareTo(last) >= 0) {
                    last = at;
                    example = letter.path("id").asText();
                    message = letter.path("message").asText("");
                }
            }
        }
        return new DeadLetterSummary.Group(
                RULE + rule,
                error,
                null,
                group.path("letters").asLong(),
                group.path("replayed").asLong(),
                0,
                first,
                last,
                example,
                message);
    }

    private Optional<String> ruleOf(String id) {
        String topic = DeadLetterId.parse(id).topic();
        for (String rule : rules()) {
            if (letters(rule, 1).path("topic").asText().equals(topic)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    public Shown show(String rule, String id) {
        return new Shown(
                rule, ok(rest.get("/dead-letters/" + SearchRest.path(rule) + "/" + SearchRest.path(id)), "show " + id));
    }

    /**
     * Asks for the replay and waits until it has ended.
     *
     * @param perSecond zero for no limit
     */
    public Ended replay(
            String rule,
            ReplaySelection selection,
            int perSecond,
            boolean dryRun,
            Duration patience,
            Consumer<String> progress) {
        if (!rules().contains(rule)) {
            throw new Problem(Problem.Kind.USAGE, "The listener has no rule " + rule + NearestName.hint(rule, rules()));
        }
        if (selection.id() != null) {
            show(rule, selection.id());
        }
        ObjectNode body = Rest.JSON.createObjectNode().put("dryRun", dryRun).put("rate", perSecond);
        if (selection.id() != null) {
            body.putArray("letters").add(selection.id());
        } else if (selection.group() != null) {
            body.put("error", selection.group());
        } else {
            body.put("all", true);
        }
        JsonNode asked =
                ok(rest.post("/replays/" + SearchRest.path(rule), body.toString()), "replay dead letters of " + rule);
        if (dryRun) {
            return new Ended(rule, "dry-run", asked.path("selected").asLong(), 0, 0, 0, asked);
        }
        String place =
                "/replays/" + SearchRest.path(rule) + "/" + asked.path("id").asText();
        JsonNode[] now = {asked};
        boolean ended = Pause.until(
                () -> {
                    now[0] = ok(rest.get(place), "show its replay");
                    progress.accept("replayed " + now[0].path("replayed").asLong() + " of "
                            + now[0].path("selected").asLong());
                    return !now[0].path("state").asText().equals("running");
                },
                patience,
                500);
        if (!ended) {
            throw new Problem(
                    Problem.Kind.UNHEALTHY,
                    "The listener is still replaying after " + patience.toSeconds() + " s; it continues. See GET "
                            + place + " at " + rest.address() + "; DELETE there cancels it.");
        }
        return new Ended(
                rule,
                now[0].path("state").asText(),
                now[0].path("selected").asLong(),
                now[0].path("replayed").asLong(),
                now[0].path("failed").asLong(),
                now[0].path("held").asLong(),
                null);
    }

    private JsonNode ok(Rest.Answer answer, String what) {
        if (!answer.ok()) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "The listener at " + rest.address() + " would not " + what + ": HTTP " + answer.status() + ", "
                            + answer.body().path("error").asText("no reason given"));
        }
        return answer.body();
    }
}
