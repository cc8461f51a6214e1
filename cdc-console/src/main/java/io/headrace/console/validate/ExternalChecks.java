package io.headrace.console.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.doctor.IndexChecks;
import io.headrace.console.doctor.MappingCheck;
import io.headrace.console.doctor.MysqlChecks;
import io.headrace.console.doctor.SinkPrivileges;
import io.headrace.console.doctor.TableChecks;
import io.headrace.console.pipeline.CarriedTables;
import io.headrace.console.pipeline.Connectors;
import io.headrace.console.pipeline.Route;
import io.headrace.console.pipeline.ShippedConfigs;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether an external MySQL and Elasticsearch are as a pipeline's folder needs them, before anything of it is put onto
 * them: for every table that its source captures and its sink indexes. Nothing is changed.
 */
public final class ExternalChecks {

    private final PipelineEndpoints target;
    private final Path folder;
    private final ShippedConfigs configs;

    /**
     * @param target with the user of MySQL who reads for verify
     * @param folder the folder connect-configs, or one like it
     */
    public ExternalChecks(PipelineEndpoints target, Path folder) {
        this.target = target;
        this.folder = folder;
        this.configs = new ShippedConfigs(folder);
    }

    /**
     * @param source the user of MySQL who captures
     * @throws Problem when MySQL does not let one of the two users in
     */
    public List<Check> ofMysql(String source, String password) {
        Database capturing = new Database(target.withMysqlUser(source, password));
        Database reading = new Database(target);
        List<Check> checks = new ArrayList<>();
        try (Connection mysql = capturing.open()) {
            checks.addAll(ConnectorNeeds.ofSource(mysql, source(), List.of(sink())));
            checks.add(new MysqlChecks(mysql).privilegesOfSource());
        } catch (SQLException e) {
            throw capturing.problem(e);
        }
        try (Connection mysql = reading.open()) {
            MysqlChecks of = new MysqlChecks(mysql);
            for (String table :
                    CarriedTables.of(mysql, connectors(), List.of()).indexed().keySet()) {
                of.ofTable(table, source(), List.of(sink())).stream()
                        .filter(check ->
                                checks.stream().noneMatch(known -> known.about().equals(check.about())))
                        .forEach(checks::add);
            }
        } catch (SQLException e) {
            throw reading.problem(e);
        }
        return checks;
    }

    /**
     * @param isNew whether the topics are still to be made
     * @param isMysqlThere whether the tables' columns can be held against the mappings
     */
    public List<Check> ofElasticsearch(boolean isNew, boolean isMysqlThere) {
        SearchRest search = new SearchRest(target);
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok("Elasticsearch answers", search.version()));
        Database database = new Database(target);
        try (Connection mysql = isMysqlThere ? database.open() : null) {
            CarriedTables carried = mysql == null
                    ? CarriedTables.named(connectors(), List.of())
                    : CarriedTables.of(mysql, connectors(), List.of());
            carried.notFollowed()
                    .forEach((table, why) -> checks.add(
                            Check.skipped("index of " + table, why, "its template and its index are not checked", "")));
            TableChecks each = new TableChecks(ConnectorNeeds.TOLD_ONE_BY_ONE);
            for (Route way : carried.ways()) {
                each.add(TableChecks.Subject.INDEX, way.index(), ofIndex(search, mysql, way, isNew));
            }
            checks.addAll(each.told());
            return checks;
        } catch (SQLException e) {
            throw database.problem(e);
        }
    }

    private List<Check> ofIndex(SearchRest search, @Nullable Connection mysql, Route way, boolean isNew)
            throws SQLException {
        String index = way.index();
        if (index.contains("${")) {
            return List.of(Check.skipped(
                    "index " + index, "depends on each record", "its template and its index are not checked", ""));
        }
        List<Check> checks = new ArrayList<>();
        Path template = folder.resolve(index + "-template.json");
        if (Files.exists(template)) {
            checks.add(new ExternalTemplate(search, index).check(read(template)));
        }
        boolean isThere = search.exists(index);
        if (!isThere && search.indices(index + "-v*").isEmpty()) {
            checks.add(Check.ok("index " + index, "does not exist yet"));
            return checks;
        }
        checks.addAll(IndexChecks.of(search, index, sink()).run());
        checks.add(SinkPrivileges.of(search, index));
        if (isThere) {
            checks.add(new ExternalIndex(search, index).check(isNew));
        }
        if (isThere && mysql != null) {
            checks.add(new MappingCheck(mysql, search).run(way.table(), index, sink()));
        }
        return checks;
    }

    private static JsonNode read(Path file) {
        try {
            return Rest.JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new Problem(Problem.Kind.USAGE, "Can't read " + file + " as JSON.", e);
        }
    }

    private Connectors connectors() {
        SortedMap<String, JsonNode> all = new TreeMap<>();
        all.put(configs.source().path("name").asText(), source());
        all.put(configs.sink().path("name").asText(), sink());
        return new Connectors(folder.toString(), all);
    }

    private JsonNode source() {
        return configs.source().path("config");
    }

    private JsonNode sink() {
        return configs.sink().path("config");
    }
}
