package io.headrace.console.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.doctor.Diagnosis;
import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.doctor.MysqlChecks;
import io.headrace.console.doctor.SchemaHistoryCheck;
import io.headrace.console.pipeline.CapturedTable;
import io.headrace.console.pipeline.Route;
import io.headrace.console.pipeline.SchemaHistory;
import io.headrace.console.pipeline.SinkTopics;
import io.headrace.console.pipeline.SourceTopic;
import io.headrace.console.pipeline.TableFilter;
import io.headrace.console.pipeline.WrittenTopics;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.SearchRest;
import io.headrace.console.server.ShellWord;
import io.headrace.console.server.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What connectors need of MySQL, Kafka and Elasticsearch, by their configurations. Nothing is changed. */
final class ConnectorNeeds {

    /** Beyond so many tables only what is not in order is told of each. */
    static final int TOLD_ONE_BY_ONE = 10;

    private final PipelineEndpoints target;
    private final ConnectRest connect;
    private final SearchRest search;
    private final Collection<? extends JsonNode> files;
    private final Map<String, JsonNode> templates;

    /**
     * @param files the configurations that are looked at, each with its name
     * @param templates of indices, by their names, that are stored before the connectors are
     */
    ConnectorNeeds(PipelineEndpoints target, Collection<? extends JsonNode> files, Map<String, JsonNode> templates) {
        this.templates = templates;
        this.target = target;
        this.connect = new ConnectRest(target);
        this.search = new SearchRest(target);
        this.files = files;
    }

    List<Check> of(JsonNode config) {
        if (CapturedTable.isSource(config)) {
            return ofSource(config);
        }
        return Route.isSearchSink(config) ? ofSink(config) : List.of();
    }

    /** @throws Problem when MySQL does not let the user in */
    private List<Check> ofSource(JsonNode config) {
        Database database = new Database(target);
        try (Connection mysql = database.open()) {
            List<Check> checks = new ArrayList<>(ofSource(mysql, config, connectors(Route::isSearchSink)));
            checks.add(new MysqlChecks(mysql).privileges());
            history(config, TableFilter.of(config).among(TableFilter.tables(mysql)))
                    .ifPresent(checks::add);
            return checks;
        } catch (SQLException e) {
            throw database.problem(e);
        }
    }

    /**
     * Of the server and the tables, as the session's user sees them.
     *
     * @param sinks of which some may read what the source writes
     */
    static List<Check> ofSource(Connection mysql, JsonNode config, Collection<JsonNode> sinks) throws SQLException {
        MysqlChecks of = new MysqlChecks(mysql);
        List<String> all = TableFilter.tables(mysql);
        TableFilter capture = TableFilter.of(config);
        List<String> captured = capture.among(all);
        TreeSet<String> databases = new TreeSet<>();
        captured.forEach(table -> databases.add(table.substring(0, table.indexOf('.'))));
        List<Check> checks = new ArrayList<>(of.ofServer(databases));
        for (String pattern : capture.selectNothing(all)) {
            checks.add(selectsNothing(pattern, MysqlChecks.user(mysql)));
        }
        boolean isEach = captured.size() <= TOLD_ONE_BY_ONE;
        for (String table : captured) {
            of.ofTable(table, config, sinks).stream()
                    .filter(check -> isEach || check.result() != Diagnosis.Result.OK)
                    .forEach(checks::add);
        }
        if (!isEach) {
            checks.add(
                    Check.ok("captured tables", captured.size() + " checked; anything not in order is listed above"));
        }
        checks.addAll(folded(config, captured));
        return checks;
    }

    /** One that names a table may be of a table that this user can't see; MySQL does not tell the one from the other. */
    private static Check selectsNothing(String pattern, String user) {
        String plain = pattern.replace("\\.", ".");
        return plain.matches("[\\w$-]+\\.[\\w$-]+")
                ? Check.failed(
                        "table " + plain,
                        "not visible",
                        "it does not exist, or this user may not read it",
                        "GRANT SELECT ON " + Database.quotedTable(plain) + " TO " + user
                                + ";    or correct table.include.list")
                : Check.warning(
                        "table.include.list: " + pattern,
                        "matches no table that this user can see",
                        "nothing is captured by it, and no key or cascade was checked",
                        "correct the pattern, which has to match database.table as a whole; or run this as a user who"
                                + " may see the tables");
    }

    /** Kafka's names have fewer characters than MySQL's: two tables may come into one topic, and be one document. */
    private static List<Check> folded(JsonNode config, List<String> captured) {
        TreeMap<String, List<String>> byTopic = new TreeMap<>();
        captured.forEach(table -> byTopic.computeIfAbsent(SourceTopic.named(config, table), any -> new ArrayList<>())
                .add(table));
        return byTopic.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> Check.failed(
                        "topic " + entry.getKey(),
                        "would contain " + String.join(" and ", entry.getValue()),
                        "characters that Kafka does not allow are replaced by _: rows with the same key become one"
                                + " document",
                        "rename one of the tables, or leave it out of table.include.list"))
                .toList();
    }

    /** Of a source that has begun: one without offsets reads all definitions with its first snapshot. */
    private Optional<Check> history(JsonNode config, List<String> captured) {
        String name = config.path("name").asText("");
        try (Topics topics = Topics.open(target)) {
            if (name.isEmpty()
                    || connect.state(name).isEmpty()
                    || connect.offsets(name).isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(SchemaHistoryCheck.of(
                    new SchemaHistory(topics, config),
                    name,
                    captured,
                    "./cdc apply --recover FILE    or, if already applied, ./cdc recover " + ShellWord.of(name)));
        } catch (Problem unknown) {
            return Optional.of(Check.skipped(
                    "schema history of " + name,
                    String.valueOf(unknown.getMessage()),
                    "a table that it does not know stops the source",
                    ""));
        }
    }

    /** @throws Problem when MySQL, of which the columns are, does not let the user in */
    private List<Check> ofSink(JsonNode config) {
        List<JsonNode> sources = connectors(CapturedTable::isSource);
        Database database = new Database(target);
        try (Connection mysql = sources.isEmpty() ? null : database.open()) {
            if (mysql == null) {
                return ofSink(config, WrittenTopics.NONE, null);
            }
            return ofSink(config, WrittenTopics.by(sources, TableFilter.tables(mysql)), mysql);
        } catch (SQLException e) {
            throw database.problem(e);
        }
    }

    private List<Check> ofSink(JsonNode config, WrittenTopics written, @Nullable Connection mysql) throws SQLException {
        List<JsonNode> others = connectors(Route::isSearchSink);
        others.removeIf(other -> other.path("name").equals(config.path("name")));
        TreeSet<String> there = new TreeSet<>();
        if (config.has("topics.regex") || others.stream().anyMatch(other -> other.has("topics.regex"))) {
            try (Topics topics = Topics.open(target)) {
                there.addAll(topics.beginningWith(""));
            }
        }
        Set<String> rows = written.rows(there);
        return new SinkNeeds(mysql, search, written, templates)
                .of(
                        SinkTopics.of(config, rows),
                        others.stream().map(other -> SinkTopics.of(other, rows)).toList());
    }

    /** Of the files, and of those that run and are in no file. */
    private List<JsonNode> connectors(Predicate<JsonNode> isWanted) {
        List<JsonNode> wanted = new ArrayList<>();
        List<String> named = new ArrayList<>();
        for (JsonNode file : files) {
            named.add(file.path("name").asText());
            if (isWanted.test(file)) {
                wanted.add(file);
            }
        }
        for (String name : connect.names()) {
            if (!named.contains(name)) {
                connect.config(name).filter(isWanted).ifPresent(wanted::add);
            }
        }
        return wanted;
    }
}
