package io.headrace.console.cli;

import io.headrace.console.cli.option.Servers;
import io.headrace.console.cli.option.Tables;
import io.headrace.console.cli.output.CheckView;
import io.headrace.console.cli.output.ExitCode;
import io.headrace.console.cli.output.Output;
import io.headrace.console.doctor.Diagnosis;
import io.headrace.console.doctor.Doctor;
import io.headrace.console.doctor.SupportBundle;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = {
            "Checks the servers, what the pipeline needs from them, and the connectors; shows what is wrong, why it"
                    + " matters, and what to do. What is in order with several tables is told in one line, all else of"
                    + " each. Exits with 5 if anything is wrong."
        },
        footer = {"", "Examples: ./cdc doctor --table 'shop.*'", "          ./cdc doctor --bundle support.zip"})
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    Servers servers = new Servers();

    @Mixin
    Output output = new Output();

    @Mixin
    Tables tables = new Tables();

    @Option(
            names = "--bundle",
            paramLabel = "FILE",
            description =
                    "Writes an archive for whoever helps you: findings, states and configurations, with secrets hidden"
                            + " and no row values.")
    @Nullable
    Path bundle;

    @Override
    public Integer call() {
        Diagnosis diagnosis = bundle == null
                ? new Doctor(servers.target(), tables.patterns()).run()
                : new SupportBundle(servers.target(), tables.patterns()).write(bundle);
        output.show("doctor", diagnosis, () -> print(diagnosis));
        return diagnosis.healthy() ? ExitCode.OK : ExitCode.UNHEALTHY;
    }

    private void print(Diagnosis diagnosis) {
        diagnosis.checks().forEach(check -> CheckView.print(check, output));
        output.line(Diagnosis.summary(diagnosis.healthy(), diagnosis.checks()));
    }
}
