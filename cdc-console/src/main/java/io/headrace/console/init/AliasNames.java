package io.headrace.console.init;

import io.headrace.console.pipeline.Route;
import io.headrace.console.pipeline.SourceTopic;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Names topics and indices of tables, each table's its own. */
final class AliasNames {

    /** Less than the server's 255 bytes, so that a number of the index' version has room. */
    private static final int LONGEST = 245;

    private AliasNames() {}

    /**
     * @param prefix of the topics
     * @throws Problem when two tables would share a topic or an index, or a name is too long; it names them
     */
    static List<PipelineTable> of(String prefix, Collection<TableFacts> tables) {
        List<PipelineTable> named = new ArrayList<>();
        for (TableFacts table : tables) {
            String topic = SourceTopic.named(Rest.JSON.createObjectNode().put("topic.prefix", prefix), table.id());
            String alias = Route.index(Rest.JSON.createObjectNode(), table.database() + "-" + table.name());
            if (alias.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
                throw new Problem(
                        Problem.Kind.USAGE,
                        table.id() + " would need the index " + alias + ", which is longer than the " + LONGEST
                                + " bytes that its name may have. Leave it out with --exclude, or write its files by hand.");
            }
            named.add(new PipelineTable(
                    table,
                    topic,
                    alias,
                    table.key().map(TableFacts.Index::columns).orElse(List.of())));
        }
        requireDistinct(named, PipelineTable::topic, "topic", "Debezium puts _ for what a topic's name can't have");
        requireDistinct(named, PipelineTable::alias, "index", "names of indices have small letters only");
        return named;
    }

    private static void requireDistinct(
            List<PipelineTable> tables, Function<PipelineTable, String> name, String what, String why) {
        Map<String, PipelineTable> owners = new TreeMap<>();
        for (PipelineTable table : tables) {
            PipelineTable other = owners.putIfAbsent(name.apply(table), table);
            if (other != null) {
                throw new Problem(
                        Problem.Kind.USAGE,
                        other.facts().id() + " and " + table.facts().id() + " would share the " + what + " "
                                + name.apply(table) + ", since " + why
                                + ", and their rows would overwrite each other. Leave one out with --exclude and give it a"
                                + " pipeline of its own (--prefix, --out).");
            }
        }
    }
}
