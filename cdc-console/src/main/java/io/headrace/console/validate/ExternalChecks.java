package io.headrace.console.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.doctor.MysqlChecks;
import io.headrace.console.pipeline.CarriedTables;
import io.headrace.console.pipeline.Route;
import io.headrace.console.pipeline.ShippedConfigs;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.SearchRest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether an external MySQL and Elasticsearch are as a pipeline's files need them, before anything of it is put onto
 * them. Nothing is changed.
 */
public final class ExternalChecks {

    private final PipelineEndpoints target;
    private final ShippedConfigs configs;

    /**
     * @param target with the user of MySQL who reads for verify
     * @param folder connect-configs, or one that init made
     */
    public ExternalChecks(PipelineEndpoints target, Path folder) {
        this.target = target;
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
            for (Route route : routes()) {
                new MysqlChecks(mysql)
                        .ofTable(route.table(), source(), List.of(sink())).stream()
                                .filter(check -> checks.stream()
                                        .noneMatch(known -> known.about().equals(check.about())))
                                .forEach(checks::add);
            }
        } catch (SQLException e) {
            throw reading.problem(e);
        }
        return checks;
    }

    /**
     * @param isNew whether the topics are still to be made
     * @param isMysqlThere whether the table's columns can be held against the mapping
     */
    public List<Check> ofElasticsearch(boolean isNew, boolean isMysqlThere) {
        SearchRest search = new SearchRest(target);
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok("Elasticsearch answers", search.version()));
        routes().forEach(route -> checks.addAll(ofIndex(search, route, isNew, isMysqlThere)));
        return checks;
    }

    private List<Check> ofIndex(SearchRest search, Route route, boolean isNew, boolean isMysqlThere) {
        String index = route.index();
        List<Check> checks = new ArrayList<>();
        checks.add(new ExternalTemplate(search, index).check(configs.template(index)));
        if (!search.exists(index) && search.indices(index + "-v*").isEmpty()) {
            checks.add(Check.ok("index " + index, "does not exist yet"));
            return checks;
        }
        ConnectorNeeds needs = new ConnectorNeeds(target, List.of());
        checks.addAll(needs.ofIndex(sink(), index));
        if (search.exists(index)) {
            checks.add(new ExternalIndex(search, index).check(isNew));
            checks.addAll(isMysqlThere ? needs.ofMapping(route.topic(), index) : List.of());
        }
        return checks;
    }

    private List<Route> routes() {
        return CarriedTables.of(target, configs.asConnectors(), List.of()).indexed().values().stream()
                .flatMap(List::stream)
                .toList();
    }

    private JsonNode source() {
        return configs.source().path("config");
    }

    private JsonNode sink() {
        return configs.sink().path("config");
    }
}
