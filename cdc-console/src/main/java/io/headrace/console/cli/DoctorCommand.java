package io.headrace.console.cli;

import io.headrace.console.op.Diagnosis;
import io.headrace.console.op.Doctor;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = {
            "Checks the servers, what the pipeline needs of them, and the connectors; shows what is wrong, why it matters, and what"
                    + " to do. Ends with 5 when something is wrong."
        },
        footer = {"", "Example: ./cdc doctor"})
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    Servers servers = new Servers();

    @Mixin
    Output output = new Output();

    @Option(names = "--table", paramLabel = "DB.TABLE", description = "The table (default inventory.orders).")
    String table = "inventory.orders";

    @Override
    public Integer call() {
        Diagnosis diagnosis = new Doctor(servers.target(), table).run();
        output.show("doctor", diagnosis, () -> print(diagnosis));
        return diagnosis.healthy() ? ExitCode.OK : ExitCode.UNHEALTHY;
    }

    private void print(Diagnosis diagnosis) {
        for (Diagnosis.Check check : diagnosis.checks()) {
            String mark = switch (check.result()) {
                case OK -> "ok      ";
                case WARNING -> "warning ";
                case FAILED -> "FAILED  ";
            };
            output.line(mark + check.about() + ": " + check.found());
            if (!check.cause().isEmpty()) {
                output.line("        why it matters: " + check.cause());
            }
            if (!check.fix().isEmpty()) {
                output.line("        what to do: " + check.fix());
            }
        }
        output.line(diagnosis.healthy() ? "Nothing is wrong." : "Something is wrong: see FAILED above.");
    }
}
