package io.headrace.console.doctor;

import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.pipeline.MysqlPosition;
import io.headrace.console.pipeline.Route;
import io.headrace.console.pipeline.SourceLag;
import io.headrace.console.pipeline.SourceWatch;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.ShellWord;
import io.headrace.console.server.Topics;
import java.sql.Connection;
import java.sql.SQLException;
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

    List<Check> of(Route route) {
        boolean isRunning = connect.state(route.source())
                .map(ConnectRest.ConnectorState::running)
                .orElse(false);
        Database database = new Database(target);
        try (Connection mysql = database.open();
                Topics topics = Topics.open(target)) {
            if (!isRunning || !Database.isOn(Database.text(mysql, "SELECT @@GLOBAL.log_bin"))) {
                return List.of();
            }
            SourceWatch watch = new SourceWatch(
                    route.source(),
                    connect.config(route.source()).orElseThrow(),
                    List.of(route.topic()),
                    connect,
                    topics);
            MysqlPosition server = MysqlPosition.ofServer(mysql);
            SourceLag lag = watch.lag(server);
            return List.of(check(route.source(), lag, watch.isStalled(lag, server)));
        } catch (SQLException e) {
            if (e.getErrorCode() == MISSING_PRIVILEGE) {
                return List.of(Check.skipped(
                        about(route.source()),
                        "this user may not read the binlog's position",
                        "a source whose connection is half dead still counts as RUNNING for its worker",
                        "GRANT REPLICATION CLIENT ON *.* TO the user of --mysql-user"));
            }
            throw database.problem(e);
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
