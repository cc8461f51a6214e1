package io.headrace.console.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.console.doctor.Diagnosis;
import io.headrace.console.doctor.MappingCheck;
import io.headrace.console.server.Database;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import io.headrace.console.server.SettingError;
import io.headrace.console.validate.Validate;
import io.headrace.console.validate.Validation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connector files against the worker's own plugins and the servers behind them. */
abstract class ValidateScenarios {

    private static final Path CONFIGS = OperationsIT.HOME.resolve("connect-configs");

    @TempDir
    Path folder;

    @Test
    void shouldTakeWhatIsShipped() {
        Validation validation = new Validate(
                        OperationsIT.target,
                        List.of(CONFIGS.resolve("mysql-source.json"), CONFIGS.resolve("elasticsearch-sink.json")),
                        false)
                .run();

        assertThat(validation.connectors())
                .allSatisfy(connector -> assertThat(connector.errors()).isEmpty());
        assertThat(validation.valid()).as("%s", validation.checks()).isTrue();
        assertThat(validation.checks())
                .extracting(Diagnosis.Check::about)
                .contains("binlog_format", "primary key of inventory.orders", "mapping of orders", "writes to orders")
                .doesNotContain("binlog-do-db", "binlog-ignore-db", "length of ids of inventory.orders");
    }

    @Test
    void shouldNameEachSettingThatIsRefused() throws Exception {
        Path sink = changed("elasticsearch-sink.json", "\"refresh\": \"adaptive\"", "\"refresh\": \"sometimes\"");
        Path source =
                changed("mysql-source.json", "\"snapshot.mode\": \"initial\"", "\"snapshot.mode\": \"never_ever\"");

        Validation validation = new Validate(OperationsIT.target, List.of(sink, source), true).run();

        assertThat(validation.valid()).isFalse();
        assertThat(validation.connectors())
                .flatExtracting(Validation.Connector::errors)
                .extracting(SettingError::setting)
                .contains("refresh", "snapshot.mode");
    }

    @Test
    void shouldProposeThePluginThatWasMeant() throws Exception {
        Path sink = changed("elasticsearch-sink.json", "search.SearchSinkConnector", "search.SearchSinkConector");

        assertThatThrownBy(() -> new Validate(OperationsIT.target, List.of(sink), true).run())
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Did you mean io.headrace.search.SearchSinkConnector?");
    }

    @Test
    void shouldFindAColumnThatTheMappingRefuses() throws Exception {
        Rest elasticsearch = new Rest("Elasticsearch", OperationsIT.target.elasticsearch());
        assertThat(elasticsearch
                        .put("/clash", "{\"mappings\":{\"properties\":{\"status\":{\"type\":\"long\"}}}}")
                        .ok())
                .isTrue();

        Diagnosis.Check check;
        try (Connection mysql = new Database(OperationsIT.target).open()) {
            check = new MappingCheck(mysql, new SearchRest(OperationsIT.target)).run("inventory.orders", "clash");
        }
        elasticsearch.delete("/clash", null);

        assertThat(check.result()).isEqualTo(Diagnosis.Result.FAILED);
        assertThat(check.found()).contains("status").contains("long");
    }

    private Path changed(String file, String from, String to) throws Exception {
        String text = Files.readString(CONFIGS.resolve(file));
        assertThat(text).contains(from);
        return Files.writeString(folder.resolve(file), text.replace(from, to));
    }
}
