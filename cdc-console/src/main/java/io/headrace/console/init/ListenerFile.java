package io.headrace.console.init;

import java.util.List;

/** Rules for the listener to start from: an event for each change of each table. */
final class ListenerFile {

    private ListenerFile() {}

    static String of(String prefix, List<PipelineTable> tables) {
        StringBuilder yaml = new StringBuilder("""
                # What the listener reacts to, and how. docs/listener.md explains every key.
                # Run it with a group of its own, beside the listener of other pipelines.

                kafka:
                  bootstrap.servers: ${env:HEADRACE_KAFKA_BOOTSTRAP:127.0.0.1:9092}

                group: %1$s-listener
                topic.prefix: %1$s

                http:
                  host: 127.0.0.1
                  port: ${env:HEADRACE_LISTENER_PORT:8091}

                rules:
                """.formatted(prefix));
        for (PipelineTable table : tables) {
            String name = table.topic().substring(prefix.length() + 1).replace('.', '-');
            yaml.append("""
                      - name: %s
                        table: %s
                        topic:
                          name: events.%s
                          partitions: 6
                          events:
                            - type: Created
                              on: create
                            - type: Updated
                              on: update
                            - type: KeyChanged
                              on: key-change
                            - type: Deleted
                              on: delete
                    """.formatted(name, yaml(table.facts().id()), table.topic()));
        }
        return yaml.toString();
    }

    /** In quotation marks, whatever is in it. */
    private static String yaml(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
