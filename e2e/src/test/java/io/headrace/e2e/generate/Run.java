package io.headrace.e2e.generate;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Runs scenarios in batches; one that stops a connector is found and judged alone, so that the others can be judged too. */
final class Run {

    private static final int REPEATS = 3;

    private final LiveServers servers;
    private final PrintStream out;
    private int batches;

    Run(LiveServers servers, PrintStream out) {
        this.servers = servers;
        this.out = out;
        JsonNode answer = servers.search("PUT", "/_index_template/generated", """
                {"index_patterns": ["g*"], "priority": 50, "template": {
                  "settings": {"index.number_of_shards": 1, "index.number_of_replicas": 0,
                               "index.refresh_interval": "-1", "index.translog.durability": "async"},
                  "mappings": {"date_detection": false, "dynamic_templates": [
                    {"open": {"match": "*_o", "mapping": {"type": "object", "enabled": false}}},
                    {"rest": {"match_mapping_type": "*",
                              "mapping": {"type": "keyword", "index": false, "doc_values": false}}}]}}}""");
        if (!answer.path("acknowledged").asBoolean()) {
            throw new IllegalStateException("the template is refused: " + answer);
        }
    }

    /** Those that are known to stop a source run alone, one after the other, beside the others together. */
    List<Finding> all(List<Scenario> scenarios) {
        Map<Boolean, List<Scenario>> byAlone = scenarios.stream()
                .collect(Collectors.partitioningBy(
                        scenario -> scenario.blindSpots().contains(BlindSpot.PARTIAL_IMAGE)));
        CompletableFuture<List<Finding>> alone = CompletableFuture.supplyAsync(() -> byAlone.get(true).stream()
                .flatMap(scenario -> together(List.of(scenario)).stream())
                .toList());
        List<Finding> findings = new ArrayList<>(together(byAlone.get(false)));
        findings.addAll(alone.join());
        return findings;
    }

    private List<Finding> together(List<Scenario> scenarios) {
        return together(scenarios, REPEATS);
    }

    /** @param repeats how often a batch may be begun again that the worker has stopped */
    private List<Finding> together(List<Scenario> scenarios, int repeats) {
        if (scenarios.isEmpty()) {
            return List.of();
        }
        try (Batch batch = Batch.open(servers, name(), scenarios, out)) {
            return batch.run();
        } catch (StoppedException stopped) {
            out.println("[generate] " + stopped.getMessage());
            if (stopped.isOfTheWorker() && repeats > 0) {
                return together(scenarios, repeats - 1);
            }
            if (stopped.isOfTheWorker()) {
                throw stopped;
            }
            return scenarios.size() == 1
                    ? List.of(new Finding(scenarios.get(0), Finding.Outcome.REPORTED, List.of(stopped.getMessage())))
                    : parted(scenarios, stopped);
        }
    }

    /** The one that the failure names alone, else halves. */
    private List<Finding> parted(List<Scenario> scenarios, StoppedException stopped) {
        List<Scenario> some = scenarios.stream()
                .filter(scenario -> stopped.getMessage()
                        .matches("(?s).*\\b\\w+" + scenario.way().code() + "_" + scenario.name() + "\\b.*"))
                .findFirst()
                .map(List::of)
                .orElse(scenarios.subList(0, scenarios.size() / 2));
        List<Scenario> others = new ArrayList<>(scenarios);
        others.removeAll(some);
        List<Finding> findings = new ArrayList<>(together(some));
        findings.addAll(together(others));
        return findings;
    }

    private synchronized String name() {
        return "g" + Long.toString(System.nanoTime() / 1_000_000 % 100_000_000, 36) + batches++ + "x";
    }
}
