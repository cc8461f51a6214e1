package io.headrace.console.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.doctor.TableChecks.Subject;
import io.headrace.console.pipeline.Connectors;
import io.headrace.console.pipeline.Route;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.SearchRest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the indices take what sinks write, and whether their mappings take the columns of the tables. */
final class WayChecks {

    private final SearchRest search;
    private final Connectors connectors;

    WayChecks(PipelineEndpoints target, Connectors connectors) {
        this.search = new SearchRest(target);
        this.connectors = connectors;
    }

    /** @param mysql null where it does not answer: then no mapping is checked */
    List<Check> run(@Nullable Connection mysql, Collection<Route> ways) throws SQLException {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok("Elasticsearch answers", search.version()));
        TableChecks each = new TableChecks(Doctor.ONE_BY_ONE);
        Set<String> looked = new HashSet<>();
        for (Route way : ways) {
            if (way.index().contains("${")) {
                each.add(
                        Subject.INDEX,
                        way.index(),
                        List.of(Check.skipped(
                                "index " + way.index() + " of " + way.table(),
                                "depends on each record",
                                "its blocks and its mapping are not checked",
                                "")));
                continue;
            }
            JsonNode sink = connectors.config(way.sink());
            if (looked.add(way.index())) {
                each.add(
                        Subject.INDEX,
                        way.index(),
                        IndexChecks.of(search, way.index(), sink).run());
            }
            if (mysql != null && search.exists(way.index())) {
                MappingCheck mapping = new MappingCheck(mysql, search);
                each.add(Subject.INDEX, way.index(), List.of(mapping.run(way.table(), way.index(), sink)));
                each.add(Subject.TABLE, way.table(), mapping.names(way.table(), sink));
            }
        }
        checks.addAll(each.told());
        return checks;
    }
}
