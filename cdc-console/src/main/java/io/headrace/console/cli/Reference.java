package io.headrace.console.cli;

import io.headrace.console.cli.output.ExitCode;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Generates docs/cli.md from the commands themselves. */
final class Reference {

    private Reference() {}

    static String markdown(CommandLine cdc) {
        StringBuilder text = new StringBuilder("""
                # The command line

                Generated from the commands: this is what `./cdc COMMAND --help` prints. Data goes to standard output, progress to
                standard error. `-o json` prints the result as one JSON object with a `version` and a `kind`; `jsonl` the same on one
                line; `yaml` as YAML. Colour is used only on terminals, and never with `NO_COLOR`.

                Unless told otherwise, commands work on the local stack that `./cdc up` started in this checkout. Specify other
                servers with options, or with `--profile NAME`, which reads `.cdc/profiles/NAME.yaml`:

                ```yaml
                connect:
                  url: https://connect.example.com:8083
                  user: ops
                  password: ${env:CONNECT_PASSWORD}
                  ca: /etc/headrace/ca.pem              # certificates to trust
                  keystore: /etc/headrace/client.p12    # PKCS #12, for mutual TLS
                  keystore-password: ${file:/run/secrets/keystore}
                kafka:
                  bootstrap: broker.example.com:9093
                  properties:                           # passed to the Kafka clients unchanged
                    security.protocol: SASL_SSL
                    sasl.mechanism: SCRAM-SHA-512
                    sasl.jaas.config: org.apache.kafka.common.security.scram.ScramLoginModule required username="ops" password="${env:KAFKA_PASSWORD}";
                mysql:
                  url: jdbc:mysql://db.example.com:3306/inventory
                  user: reader
                  password: ${env:MYSQL_PASSWORD}
                  properties:                           # passed to Connector/J
                    sslMode: VERIFY_CA
                    trustCertificateKeyStoreUrl: file:/etc/headrace/mysql.p12
                elasticsearch:
                  url: https://es.example.com:9200
                  api-key: ${file:/run/secrets/all:es-key}   # or user and password
                  ca: /etc/headrace/ca.pem
                listener:
                  url: https://listener.example.com:8091
                  token: ${env:HEADRACE_LISTENER_TOKEN}
                tokens:
                  key: ${env:HEADRACE_TOKEN_KEY}        # lets verify compare tokenised columns
                ```

                References are resolved in every value, as in the listener's file, which has all of these but the last:

                | reference | value |
                |---|---|
                | `${env:NAME}` | an environment variable; an error if it is not set, or empty |
                | `${env:NAME:default}` | the same, or the default if it is not set, or empty |
                | `${file:PATH:KEY}` | one entry of a properties file |
                | `${dir:PATH:FILE}` | a whole file of a folder, without white space at its ends |
                | `${file:PATH}` | the same, of any file; only in profiles |

                Any other word of lower-case letters before a colon, such as `${vault:…}`, is refused; what is no reference, such as
                `${HOME:-x}`, stays text. In a profile, secrets must be references, without a default: a secret in clear is refused.
                The listener's file refuses neither.

                | exit code | meaning |
                |---|---|
                """);
        for (String meaning : ExitCode.MEANINGS) {
            String[] parts = meaning.split(":", 2);
            text.append("| ").append(parts[0]).append(" | ").append(parts[1]).append(" |\n");
        }
        cdc.getSubcommands().forEach((name, command) -> {
            if (!name.equals("help")) {
                command(text, command, 2);
            }
        });
        return text.toString();
    }

    private static void command(StringBuilder text, CommandLine line, int depth) {
        CommandSpec spec = line.getCommandSpec();
        text.append('\n')
                .append("#".repeat(depth))
                .append(" ")
                .append(spec.qualifiedName())
                .append("\n");
        for (String paragraph : spec.usageMessage().description()) {
            text.append('\n').append(paragraph).append('\n');
        }
        boolean options = spec.options().stream().anyMatch(option -> !isStandard(option));
        if (options || !spec.positionalParameters().isEmpty()) {
            text.append("\n| option | description |\n|---|---|\n");
            for (PositionalParamSpec parameter : spec.positionalParameters()) {
                row(text, "`" + parameter.paramLabel() + "`", parameter);
            }
            for (OptionSpec option : spec.options()) {
                if (!isStandard(option)) {
                    String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
                    row(text, "`" + String.join("`, `", option.names()) + value + "`", option);
                }
            }
        }
        String footer = Arrays.stream(spec.usageMessage().footer())
                .filter(footerLine -> !footerLine.isBlank())
                .map(footerLine -> footerLine.replaceFirst("^(Examples?:)? *", ""))
                .collect(Collectors.joining("\n"));
        if (!footer.isEmpty()) {
            text.append("\n```\n").append(footer).append("\n```\n");
        }
        line.getSubcommands().values().forEach(below -> command(text, below, depth + 1));
    }

    private static void row(StringBuilder text, String name, ArgSpec argument) {
        text.append("| ")
                .append(name.replace("|", "\\|"))
                .append(" | ")
                .append(String.join(" ", argument.description()).replace("|", "\\|"))
                .append(" |\n");
    }

    private static boolean isStandard(OptionSpec option) {
        return option.versionHelp() || option.usageHelp();
    }
}
