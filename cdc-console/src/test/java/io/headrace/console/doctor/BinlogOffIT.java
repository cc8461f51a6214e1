package io.headrace.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.scenario.Fixes;
import io.headrace.console.scenario.OperationsIT;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.stack.Endpoints;
import io.headrace.stack.LocalStack;
import io.headrace.stack.port.Ports;
import io.headrace.stack.server.Size;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one setting that needs a restart: a MySQL without a binlog, and the same data with one. */
class BinlogOffIT {

    @TempDir
    Path state;

    @Test
    void shouldFindAndMendAServerWithoutBinlog() throws Exception {
        Diagnosis.Check off;
        try (LocalStack without = stack("skip-log-bin")) {
            without.mysql().start();
            off = logBin(without);
        }
        assertThat(off.result()).isEqualTo(Diagnosis.Result.FAILED);
        assertThat(off.fix()).startsWith("start mysqld with --log-bin,");

        try (LocalStack with = stack("log-bin")) {
            with.mysql().start();

            Fixes.isOk(logBin(with));
        }
    }

    private LocalStack stack(String option) {
        return LocalStack.builder()
                .home(OperationsIT.HOME)
                .state(state)
                .ports(Ports.free())
                .size(Size.SMALL)
                .owned(true)
                .mysqlOption(option)
                .build();
    }

    private static Diagnosis.Check logBin(LocalStack stack) throws SQLException {
        Endpoints at = stack.endpoints();
        URI nowhere = URI.create("http://127.0.0.1:1");
        PipelineEndpoints target = PipelineEndpoints.builder()
                .connect(nowhere)
                .kafka("127.0.0.1:1")
                .mysql(at.jdbcUrl(), at.logins().app().user(), at.logins().app().password())
                .elasticsearch(nowhere)
                .build();
        try (Connection mysql = new Database(target).open()) {
            List<Diagnosis.Check> checks = new MysqlChecks(mysql).ofServer(List.of());
            return checks.stream()
                    .filter(check -> check.about().equals("log_bin"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
