package io.headrace.console.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.pipeline.SchemaHistory;
import io.headrace.console.pipeline.TableFilter;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.ShellWord;
import io.headrace.console.server.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What the running sources have not seen, or will stop at: by the end of the binlog, and by their schema histories. */
final class SourceChecks {

    private final PipelineEndpoints target;
    private final ConnectRest connect;

    SourceChecks(PipelineEndpoints target, ConnectRest connect) {
        this.target = target;
        this.connect = connect;
    }

    /** @param sources by their names */
    List<Check> run(Connection mysql, Map<String, JsonNode> sources) throws SQLException {
        List<TableFilter> captures =
                sources.values().stream().map(TableFilter::of).toList();
        Predicate<String> isCaptured = table -> captures.stream().anyMatch(capture -> capture.takes(table));
        List<Check> checks = new ArrayList<>();
        if (!captures.isEmpty() && Database.isOn(Database.text(mysql, "SELECT @@GLOBAL.log_bin"))) {
            checks.addAll(new BinlogScan(mysql, isCaptured).run());
            List<String> all = TableFilter.tables(mysql);
            sources.forEach((name, config) ->
                    checks.add(history(name, config, TableFilter.of(config).among(all))));
        }
        return checks;
    }

    private Check history(String name, JsonNode config, List<String> captured) {
        try (Topics topics = Topics.open(target)) {
            if (connect.offsets(name).isEmpty()) {
                return Check.ok("schema history of " + name, "does not exist yet: the source has not started");
            }
            return SchemaHistoryCheck.of(
                    new SchemaHistory(topics, config), name, captured, "./cdc recover " + ShellWord.of(name));
        } catch (Problem unknown) {
            return Check.skipped(
                    "schema history of " + name,
                    String.valueOf(unknown.getMessage()),
                    "a table that it does not know stops the source",
                    "");
        }
    }
}
