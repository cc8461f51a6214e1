package io.headrace.listener.service;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the service until SIGTERM or a fatal failure. */
@Command(
        name = "cdc-listener",
        mixinStandardHelpOptions = true,
        description = "Reacts to row changes according to the rules in a YAML file.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:stopped by a signal", "1:stopped by a failure", "2:the configuration is invalid"})
public final class ListenerMain implements Callable<Integer> {
    static {
        // Logging is set up here because a library must leave it to its application. Must precede the first logger.
        if (System.getProperty("log4j2.configurationFile") == null) {
            System.setProperty("log4j2.configurationFile", "io/headrace/listener/service/log4j2.xml");
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(ListenerMain.class);

    @Option(
            names = "--config",
            defaultValue = "cdc-listener.yaml",
            description = "The file with the rules (default: ${DEFAULT-VALUE}).")
    private Path config = Path.of("cdc-listener.yaml");

    @Option(names = "--check", description = "Check the configuration and exit.")
    private boolean check;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ListenerMain()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            ServiceConfig read = new ConfigFile(System::getenv).read(config);
            if (check) {
                System.out.println(config + " is valid: " + read.rules().size() + " rules");
                return 0;
            }
            return run(read);
        } catch (ConfigException | KafkaException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        }
    }

    private static int run(ServiceConfig config) throws InterruptedException {
        ListenerService service = new ListenerService(config);
        HttpApi http = HttpApi.start(config.http(), service);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            service.close();
                            http.close();
                            LOG.info("Stopped");
                        },
                        "headrace-shutdown"));
        service.start();
        LOG.info("Serving health on http://{}:{}/health/ready", config.http().host(), http.port());
        service.awaitFailure();
        return 1;
    }
}
