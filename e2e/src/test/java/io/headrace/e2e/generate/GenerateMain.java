package io.headrace.e2e.generate;

import io.headrace.stack.LocalStack;
import io.headrace.stack.port.Ports;
import io.headrace.stack.server.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Seeds on demand, without a build: {@code FIRST COUNT}, {@code show SEED}, {@code shrink SEED}, or
 * {@code file WAY FILE}, which runs a scenario as {@code show} prints it. Servers stay when
 * {@code headrace.generate.state} names a folder for them; {@code headrace.generate.without} leaves out more by name, {@code headrace.generate.size} is theirs.
 */
final class GenerateMain {

    private GenerateMain() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
        Excluded excluded = excluded();
        if (arguments[0].equals("show")) {
            System.out.println(ScenarioGenerator.of(Long.parseLong(arguments[1]), excluded));
            return;
        }
        boolean shrink = arguments[0].equals("shrink");
        String state = System.getProperty("headrace.generate.state", "");
        LocalStack.Builder builder = LocalStack.builder()
                .ports(Ports.free())
                .size(Size.valueOf(System.getProperty("headrace.generate.size", "SMALL")))
                .owned(state.isEmpty())
                .listener(false);
        LocalStack stack = (state.isEmpty() ? builder : builder.state(Path.of(state))).build();
        stack.start();
        try {
            LiveServers servers = new LiveServers(stack);
            Seeds seeds = new Seeds(servers, excluded, System.out);
            if (arguments[0].equals("file")) {
                System.out.println(new Run(servers, System.out)
                        .all(List.of(read(Way.valueOf(arguments[1]), Path.of(arguments[2])))));
            } else if (shrink) {
                Scenario scenario = ScenarioGenerator.of(Long.parseLong(arguments[1]), excluded);
                seeds.shrink(new Finding(scenario, Finding.Outcome.WRONG, List.of("to be shrunk")));
            } else {
                seeds.run(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]));
            }
        } finally {
            if (state.isEmpty()) {
                stack.close();
            }
        }
    }

    private static Scenario read(Way way, Path file) {
        String mark = "/* before the snapshot */ ";
        try {
            List<Step> steps = Files.readAllLines(file).stream()
                    .filter(line -> line.endsWith(";"))
                    .map(line -> line.substring(0, line.length() - 1))
                    .map(line -> line.startsWith(mark) ? Step.before(line.substring(mark.length())) : Step.stream(line))
                    .toList();
            return new Scenario(0, "file", way, steps);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Excluded excluded() {
        String more = System.getProperty("headrace.generate.without", "");
        return Excluded.known()
                .and(more.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(more.split(","))), "left out by hand");
    }
}
