package io.headrace.console.cli;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** How a command shows its result: data on standard output, progress on standard error. */
final class Output {

    /** The version of every JSON result; it changes when a field changes its meaning or goes away. */
    static final int JSON_VERSION = 1;

    enum Format {
        table,
        json
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table (default) or json.")
    Format format = Format.table;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress on standard error.")
    boolean quiet;

    private final PrintStream out =
            new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final PrintStream err =
            new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8);

    boolean isTable() {
        return format == Format.table;
    }

    /** Shows the result as JSON, or runs what prints it for people. */
    void show(String kind, Object result, Runnable asTable) {
        if (isTable()) {
            asTable.run();
            return;
        }
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        ObjectNode node = mapper.createObjectNode().put("version", JSON_VERSION).put("kind", kind);
        node.setAll((ObjectNode) mapper.valueToTree(result));
        try {
            line(mapper.writeValueAsString(node));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    void line(String text) {
        out.println(text);
    }

    void progress(String text) {
        if (!quiet) {
            err.println("  " + text);
        }
    }

    void error(String text) {
        err.println(text);
    }
}
