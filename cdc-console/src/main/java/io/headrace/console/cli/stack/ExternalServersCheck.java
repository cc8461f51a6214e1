package io.headrace.console.cli.stack;

import io.headrace.console.cli.option.Servers;
import io.headrace.console.cli.output.Output;
import io.headrace.console.doctor.Diagnosis;
import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.server.Problem;
import io.headrace.console.validate.ExternalChecks;
import io.headrace.stack.Endpoints;
import io.headrace.stack.client.Login;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks external servers for {@code up}: prints warnings, and stops at anything that would fail later. */
final class ExternalServersCheck {

    private static final String TOKEN_KEY = "HEADRACE_TOKEN_KEY";

    private final Endpoints endpoints;
    private final Path folder;
    private final Output output;

    /** @param folder the pipeline's files */
    ExternalServersCheck(Endpoints endpoints, Path folder, Output output) {
        this.endpoints = endpoints;
        this.folder = folder;
        this.output = output;
    }

    /**
     * @param isNew whether the stack has no topics yet
     * @throws Problem naming everything that failed
     */
    void run(boolean isNew) {
        List<Check> checks = checks(isNew);
        checks.stream()
                .filter(check -> check.result() == Diagnosis.Result.WARNING)
                .forEach(check -> output.progress("warning: " + text(check)));
        List<String> failed = checks.stream()
                .filter(check -> check.result() == Diagnosis.Result.FAILED)
                .map(check -> "  " + text(check))
                .toList();
        if (!failed.isEmpty()) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "Your own servers do not yet meet the connectors' requirements; nothing was changed.\n"
                            + String.join("\n", failed) + "\nThen run the same command again.");
        }
    }

    private List<Check> checks(boolean isNew) {
        boolean isMysqlThere = endpoints.external().mysql().isPresent();
        ExternalChecks external = new ExternalChecks(Servers.of(endpoints), folder);
        List<Check> checks = new ArrayList<>();
        if (isMysqlThere) {
            Login source = endpoints.logins().debezium();
            checks.addAll(external.ofMysql(source.user(), source.password()));
            checks.addAll(tokenKey());
        }
        if (endpoints.external().elasticsearch().isPresent()) {
            checks.addAll(external.ofElasticsearch(isNew, isMysqlThere));
        }
        return checks;
    }

    private static List<Check> tokenKey() {
        return System.getenv(TOKEN_KEY) != null
                ? List.of()
                : List.of(new Check(
                        TOKEN_KEY,
                        Diagnosis.Result.WARNING,
                        "not set: the demo's key is used",
                        "that key is public, so anyone can find out which e-mail address a token stands for",
                        "set it to a secret of your own before the first up"));
    }

    private static String text(Check check) {
        return check.about() + ": " + check.found() + "\n    why it matters: " + check.cause() + "\n    what to do: "
                + check.fix();
    }
}
