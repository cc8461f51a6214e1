package io.headrace.console.cli.output;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command shows its result: data on standard output, progress on standard error. */
public final class Output {

    /** The version of every JSON result; it changes whenever a field changes its meaning or is removed. */
    public static final int JSON_VERSION = 1;

    private static final int WIDEST_CELL = 70;

    public enum Format {
        /** Long cells are cut. */
        table,
        wide,
        json,
        /** One object per line. */
        jsonl,
        yaml
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table (default), wide (nothing truncated), json, jsonl (one line) or yaml.")
    Format format = Format.table;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress on standard error.")
    boolean quiet;

    /** The command that has these options; null if there is none, as when classes are preloaded. */
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    private boolean hasShown;

    public Output() {}

    /** One that no command has. */
    public Output(Format format) {
        this.format = format;
    }

    /** UTF-8 whatever the locale says: what is piped into a file is read elsewhere. */
    public static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Whether everything is to be shown, however long. */
    public boolean isWide() {
        return format == Format.wide;
    }

    public boolean isTable() {
        return format == Format.table || format == Format.wide;
    }

    /** Prints the result in the chosen machine-readable format, or runs {@code asTable} to print it for people. */
    public void show(String kind, Object result, Runnable asTable) {
        if (isTable()) {
            asTable.run();
            return;
        }
        JsonMapper mapper = JsonMapper.builder()
                .configure(SerializationFeature.INDENT_OUTPUT, format == Format.json)
                .build();
        ObjectNode node = mapper.createObjectNode().put("version", JSON_VERSION).put("kind", kind);
        node.setAll((ObjectNode) mapper.valueToTree(result));
        if (format == Format.yaml) {
            if (hasShown) {
                line("---"); // documents of a stream
            }
            hasShown = true;
            DumpSettings block =
                    DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
            line(new Dump(block)
                    .dumpToString(mapper.convertValue(node, Map.class))
                    .stripTrailing());
            return;
        }
        try {
            line(mapper.writeValueAsString(node));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A table cell: in full in a wide table, truncated otherwise. */
    public String cut(String cell) {
        String line = cell.lines().findFirst().orElse("");
        return format == Format.wide || line.length() <= WIDEST_CELL ? line : line.substring(0, WIDEST_CELL - 1) + "…";
    }

    /** Clears the terminal's screen; does nothing if output is not a terminal. */
    public void clear() {
        if (isTable() && Colour.isOn()) {
            out().print("\033[H\033[2J");
        }
    }

    public void line(String text) {
        out().println(text);
    }

    public void progress(String text) {
        if (!quiet) {
            err().println("  " + text);
        }
    }

    public void error(String text) {
        err().println(text);
    }

    private PrintWriter out() {
        return command == null
                ? writer(FileDescriptor.out)
                : command.commandLine().getOut();
    }

    private PrintWriter err() {
        return command == null
                ? writer(FileDescriptor.err)
                : command.commandLine().getErr();
    }
}
