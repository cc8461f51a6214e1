package io.headrace.console.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.pipeline.MysqlPosition;
import io.headrace.console.pipeline.SourceLag;
import io.headrace.console.pipeline.SourceWatch;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.ShellWord;
import io.headrace.console.server.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Whether a source that its worker calls RUNNING reads. One that does not run is told by its connector's check. */
final class ProgressCheck {

    private static final int MISSING_PRIVILEGE = 1227;

    private final PipelineEndpoints target;
    private final ConnectRest connect;

    ProgressCheck(PipelineEndpoints target, ConnectRest connect) {
        this.target = target;
        this.connect = connect;
    }

    /**
     * @param source the connector's name
     * @param written topics of its tables
     */
    List<Check> of(Connection mysql, String source, JsonNode config, Collection<String> written) throws SQLException {
        boolean isRunning =
                connect.state(source).map(ConnectRest.ConnectorState::running).orElse(false);
        try (Topics topics = Topics.open(target)) {
            if (!isRunning || !Database.isOn(Database.text(mysql, "SELECT @@GLOBAL.log_bin"))) {
                return List.of();
            }
            SourceWatch watch = new SourceWatch(source, config, written, connect, topics);
            MysqlPosition server = MysqlPosition.ofServer(mysql);
            SourceLag lag = watch.lag(server);
            return List.of(check(source, lag, watch.isStalled(lag, server)));
        } catch (SQLException e) {
            if (e.getErrorCode() == MISSING_PRIVILEGE) {
                return List.of(Check.skipped(
                        about(source),
                        "this user may not read the binlog's position",
                        "a source whose connection is half dead still counts as RUNNING for its worker",
                        "GRANT REPLICATION CLIENT ON *.* TO the user of --mysql-user"));
            }
            throw e;
        }
    }

    static Check check(String source, SourceLag lag, boolean isStalled) {
        if (!isStalled) {
            return Check.ok(about(source), lag.behind() == 0 ? "nothing is waiting" : "it is reading");
        }
        long seconds = lag.waitsMillis(System.currentTimeMillis()) / 1000;
        return Check.failed(
                about(source),
                "RUNNING, but not heard from for a long time, and "
                        + (lag.behind() < 0 ? "some" : Long.toString(lag.behind()))
                        + " transaction(s) are waiting; what it read last is " + seconds + " s old",
                "its connection to MySQL is half dead, or blocked on the way; the worker does not notice",
                "./cdc restart " + ShellWord.of(source) + "    opens a new connection");
    }

    private static String about(String source) {
        return "progress of " + source;
    }
}
