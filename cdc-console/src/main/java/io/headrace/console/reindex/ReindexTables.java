package io.headrace.console.reindex;

import io.headrace.console.pipeline.CarriedTables;
import io.headrace.console.pipeline.ReindexIndices;
import io.headrace.console.pipeline.ReindexState;
import io.headrace.console.pipeline.TablePatterns;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.SearchRest;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Which tables a reindex is of, when their names are not all given. */
public final class ReindexTables {

    private static final int NAMED = 10;

    private ReindexTables() {}

    /**
     * The tables to reindex.
     *
     * @param patterns {@code database.table}, {@code *} and {@code ?} as in file names; none for the only table that is indexed
     * @throws Problem when there is none, or several and no pattern selects them
     */
    public static List<String> toStart(PipelineEndpoints target, List<String> patterns) {
        return toStart(CarriedTables.of(target, patterns), patterns);
    }

    static List<String> toStart(CarriedTables carried, List<String> patterns) {
        List<String> tables = List.copyOf(carried.indexed().keySet());
        if (tables.isEmpty()) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "No sink indexes "
                            + (patterns.isEmpty()
                                    ? "a captured table"
                                    : "a captured table called " + String.join(", ", patterns))
                            + ", so there is no index to fill anew.");
        }
        if (patterns.isEmpty() && tables.size() > 1) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "reindex fills the index of the table that --table names; indexed are " + named(tables) + ".");
        }
        return tables;
    }

    /**
     * The tables of which a reindex is under way, in the order of their names.
     *
     * @throws Problem when there is none
     */
    public static List<String> underWay(PipelineEndpoints target, List<String> patterns) {
        SearchRest search = new SearchRest(target);
        return underWay(new ReindexIndices(search).all(), patterns, search.address());
    }

    /**
     * The same, of which something is to be done.
     *
     * @throws Problem when there is none, or several and no pattern selects them
     */
    public static List<String> toContinue(PipelineEndpoints target, List<String> patterns) {
        return chosen(underWay(target, patterns), patterns);
    }

    static List<String> chosen(List<String> underWay, List<String> patterns) {
        if (patterns.isEmpty() && underWay.size() > 1) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "Several reindexes are in progress, of " + named(underWay) + ": choose with --table.");
        }
        return underWay;
    }

    static List<String> underWay(List<ReindexState> all, List<String> patterns, String address) {
        List<String> tables = all.stream()
                .map(ReindexState::table)
                .distinct()
                .filter(table -> patterns.isEmpty()
                        || patterns.stream().anyMatch(pattern -> TablePatterns.matches(pattern, table)))
                .toList();
        if (tables.isEmpty()) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "No reindex" + (patterns.isEmpty() ? "" : " of " + String.join(", ", patterns))
                            + " is in progress at " + address
                            + ". Start one with ./cdc reindex --table DB.TABLE");
        }
        return tables;
    }

    private static String named(Collection<String> tables) {
        return tables.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (tables.size() > NAMED ? " and " + (tables.size() - NAMED) + " more" : "");
    }
}
