package io.headrace.console.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.pipeline.CapturedTable;
import io.headrace.console.pipeline.DocumentKeys;
import io.headrace.console.pipeline.Route;
import io.headrace.console.pipeline.SourceTopic;
import io.headrace.console.server.Problem;
import io.headrace.console.server.SearchRest;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who else writes to a table's index, and how its documents are told from theirs.
 *
 * @param others topics and tables whose documents are in the same index; empty for none
 * @param isAllowed whether the sink says that their keys differ ({@code index.sharing=allow})
 * @param topicField the field of each document that holds its topic; empty for none
 * @param topic what it holds for this table
 */
record SharedIndex(Set<String> others, boolean isAllowed, String topicField, String topic) {

    SharedIndex {
        others = Set.copyOf(others);
    }

    /** @throws Problem when another table of the source has the same topic, so that one document would stand for two rows */
    static SharedIndex of(VerifyServers servers, CapturedTable captured, Route route, JsonNode sink)
            throws SQLException {
        Set<String> others = new TreeSet<>();
        for (String table : servers.captured(captured.source())) {
            if (!table.equals(route.table())) {
                sameTopic(captured, table).ifPresent(others::add);
            }
        }
        for (JsonNode config : servers.connectors.configs().values()) {
            if (CapturedTable.isSource(config) || (!config.has("topics") && !config.has("topics.regex"))) {
                continue;
            }
            Set<String> read = new TreeSet<>(servers.topicNames());
            read.addAll(SourceTopic.list(config.path("topics").asText("")));
            read.removeIf(topic -> !Route.reads(config, topic)
                    || topic.equals(route.topic())
                    || isOfTheSource(topic, captured.prefix()));
            for (String topic : read) {
                if (index(config, topic).equals(route.index())) {
                    others.add(topic);
                }
            }
        }
        String allowed = sink.path("index.sharing").asText("");
        return new SharedIndex(others, allowed.equalsIgnoreCase("allow"), topicField(sink), route.topic());
    }

    /** Topics without rows: the sink passes them over. */
    private static boolean isOfTheSource(String topic, String prefix) {
        return topic.equals(prefix)
                || topic.equals(prefix + ".transaction")
                || topic.startsWith("__")
                || topic.startsWith("dlq.");
    }

    private static String index(JsonNode config, String topic) {
        try {
            return Route.index(config, SourceTopic.after(config, topic).topic());
        } catch (SourceTopic.NotFollowed e) {
            return "";
        }
    }

    private static java.util.Optional<String> sameTopic(CapturedTable captured, String table) {
        SourceTopic other;
        try {
            other = SourceTopic.ofTable(captured.config(), table);
        } catch (SourceTopic.NotFollowed e) {
            return java.util.Optional.empty();
        }
        if (other.origin().equals(captured.topic().origin())) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "Tables " + captured.table() + " and " + table + " share one topic, " + other.origin()
                            + ", since Debezium replaces characters that Kafka does not allow in names: rows of both"
                            + " with the same key become one document. Rename one of them, or leave it out with"
                            + " table.exclude.list of source "
                            + captured.source() + ".");
        }
        return other.topic().equals(captured.topic().topic())
                ? java.util.Optional.of("table " + table)
                : java.util.Optional.empty();
    }

    private static String topicField(JsonNode sink) {
        for (String pair : SourceTopic.list(sink.path("metadata.fields").asText(""))) {
            if (pair.startsWith("topic:")) {
                return pair.substring("topic:".length()).strip();
            }
        }
        return "";
    }

    /** Whether it can be told of a document without row that it was made from this table. */
    boolean tells(DocumentKeys keys) {
        return others.isEmpty() || keys.tellTables() || isToldByField();
    }

    private boolean isToldByField() {
        return !topicField.isEmpty() && others.stream().noneMatch(other -> other.startsWith("table "));
    }

    /** Whether a document that no row was found for was made from this table. */
    boolean isOurs(DocumentKeys keys, SearchRest.Document document) {
        if (others.isEmpty()) {
            return true;
        }
        if (keys.tellTables()) {
            return keys.mayBeOurs(document.id());
        }
        return isToldByField() && document.source().path(topicField).asText().equals(topic);
    }
}
