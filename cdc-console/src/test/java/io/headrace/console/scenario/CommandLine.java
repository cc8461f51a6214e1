package io.headrace.console.scenario;

import io.headrace.console.server.PipelineEndpoints;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line in a process of its own, for the servers of {@link OperationsIT}. */
final class CommandLine {

    /** What the commands said, for whoever looks into a failure. */
    private static final Path LOG = Path.of("target", "commands.log");

    private CommandLine() {}

    static Process start(String... arguments) throws Exception {
        return start(Map.of(), arguments);
    }

    /** @param environment variables beside the password */
    static Process start(Map<String, String> environment, String... arguments) throws Exception {
        PipelineEndpoints target = OperationsIT.target;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dheadrace.home=" + OperationsIT.HOME,
                "-cp",
                System.getProperty("java.class.path"),
                "io.headrace.console.cli.Main"));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "--connect",
                target.connect().toString(),
                "--bootstrap",
                target.bootstrapServers(),
                "--mysql",
                target.jdbcUrl(),
                "--mysql-user",
                target.mysqlUser(),
                "--elasticsearch",
                target.elasticsearch().toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()));
        builder.environment().put("HEADRACE_MYSQL_APP_PASSWORD", target.mysqlPassword());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
