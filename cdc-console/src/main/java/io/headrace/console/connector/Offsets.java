package io.headrace.console.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.pipeline.GtidSet;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.FailureCause;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import io.headrace.console.server.ShellWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connector's stored offsets, from which it continues. They can be changed only while the connector is stopped. */
public final class Offsets {

    /**
     * @param offsets partition and offset pairs, as the worker shows them
     * @param backup where the previous offsets were saved, if they were changed; otherwise empty
     * @param skipped the transaction that was skipped; null if none was
     */
    public record Stored(
            String connector,
            List<Entry> offsets,
            String backup,
            @Nullable Skipped skipped) {
        public Stored {
            offsets = List.copyOf(offsets);
        }
    }

    /**
     * A transaction that a source does not read.
     *
     * @param tables those that it changed by row events and the source captures
     * @param hasStatement whether it has a statement, such as a DDL, whose tables are not told
     * @param unknown why what it changed could not be looked at; empty when it was
     */
    public record Skipped(String gtid, List<String> tables, boolean hasStatement, String unknown) {
        public Skipped {
            tables = List.copyOf(tables);
        }
    }

    public record Entry(Map<String, Object> partition, Map<String, Object> offset) {}

    private final PipelineEndpoints target;
    private final ConnectRest connect;
    private final String connector;
    private final Path backups;

    /** @param backups the folder for previous offsets, one file per change */
    public Offsets(PipelineEndpoints target, String connector, Path backups) {
        this.target = target;
        this.connect = new ConnectRest(target);
        this.connector = connector;
        this.backups = backups;
    }

    public Stored get() {
        connect.require(connector);
        return stored("");
    }

    /** @param offsets a JSON object with a list {@code offsets}, as in a backup */
    public Stored set(String offsets) {
        JsonNode wanted;
        try {
            wanted = Rest.JSON.readTree(offsets);
        } catch (IOException e) {
            throw new Problem(
                    Problem.Kind.USAGE, "The offsets are not valid JSON: " + FailureCause.of(e.getMessage()), e);
        }
        if (!wanted.path("offsets").isArray()) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "Needed {\"offsets\": [{\"partition\": {…}, \"offset\": {…}}]}, as shown by ./cdc offsets get -o"
                            + " json.");
        }
        ObjectNode body = Rest.JSON.createObjectNode();
        body.set("offsets", wanted.path("offsets"));
        requireStopped();
        String backup = save();
        connect.setOffsets(connector, body);
        return stored(backup);
    }

    /** Deletes all offsets: the connector starts over, a source with a snapshot, a sink at the beginning of its topic. */
    public Stored reset() {
        requireStopped();
        String backup = save();
        connect.resetOffsets(connector);
        return stored(backup);
    }

    /**
     * Skips one transaction on which a source keeps failing: it counts as read. Its changes have to be restored with
     * {@code verify --repair}.
     *
     * @param gtid the transaction's id, or null for the one that the source had begun by its offsets
     * @throws Problem when none was given and that one can't be what stops the source
     */
    public Stored skip(@Nullable String gtid) {
        requireStopped();
        JsonNode config = connect.config(connector).orElse(Rest.JSON.missingNode());
        List<Skipped> passed = new ArrayList<>();
        Stored stored = changed(offset -> {
            SkippedTransaction transaction = new SkippedTransaction(target, connector, config, offset, gtid);
            String reached = offset.path("gtids").asText("");
            String skipped = transaction.gtid();
            if (reached.isEmpty() || !skipped.matches("[0-9a-fA-F-]{36}(:[a-z_][a-z0-9_]*)?:[0-9]+")) {
                throw new Problem(
                        Problem.Kind.USAGE,
                        "Needed the GTID, as uuid:number, of the transaction at which " + connector + " stands"
                                + (gtid == null
                                        ? "; its offsets do not name one at present: give it with --gtid; "
                                                + transaction.candidates()
                                        : "; found " + gtid)
                                + " Its offsets have " + (reached.isEmpty() ? "no GTIDs" : "gtids " + reached) + ".");
            }
            if (GtidSet.parse(reached).containsAll(GtidSet.parse(skipped))) {
                throw new Problem(
                        Problem.Kind.USAGE,
                        connector + " has read " + skipped + " already: its gtids are " + reached
                                + ". If it had failed there, it went past the change without sending it.\nThen: ./cdc resume "
                                + ShellWord.of(connector) + "    afterwards: ./cdc verify --repair");
            }
            passed.add(transaction.look());
            forgetTransaction(offset);
            offset.put("gtids", reached + "," + skipped);
        });
        return new Stored(stored.connector(), stored.offsets(), stored.backup(), passed.get(0));
    }

    /** Abandons the incremental snapshot in progress; the place in the binlog stays. */
    public Stored dropSnapshot() {
        requireStopped();
        return changed(offset -> {
            List<String> names = new ArrayList<>();
            offset.fieldNames().forEachRemaining(names::add);
            names.removeIf(name -> !name.startsWith("incremental_snapshot_"));
            if (names.isEmpty()) {
                throw new Problem(
                        Problem.Kind.USAGE,
                        "The offsets of " + connector + " contain no incremental snapshot: nothing to drop.");
            }
            offset.remove(names);
        });
    }

    private static void forgetTransaction(ObjectNode offset) {
        List<String> names = new ArrayList<>();
        offset.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> !name.startsWith("transaction_") && !name.equals("event") && !name.equals("row"));
        offset.remove(names);
    }

    private Stored changed(Consumer<ObjectNode> change) {
        ObjectNode body = Rest.JSON.createObjectNode();
        JsonNode offsets = connect.offsets(connector).deepCopy();
        if (offsets.isEmpty()) {
            throw new Problem(Problem.Kind.FAILED, connector + " has no offsets.");
        }
        offsets.forEach(entry -> change.accept((ObjectNode) entry.path("offset")));
        body.set("offsets", offsets);
        String backup = save();
        connect.setOffsets(connector, body);
        return stored(backup);
    }

    private Stored stored(String backup) {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode entry : connect.offsets(connector)) {
            entries.add(new Entry(map(entry.path("partition")), map(entry.path("offset"))));
        }
        return new Stored(connector, entries, backup, null);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(JsonNode node) {
        return node.isObject() ? Rest.JSON.convertValue(node, Map.class) : Map.of();
    }

    private void requireStopped() {
        connect.require(connector);
        String state = connect.state(connector).orElseThrow().state();
        if (!state.equals("STOPPED")) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "Offsets can be changed only while a connector is stopped; " + connector + " is " + state
                            + ".\nFirst: ./cdc stop " + ShellWord.of(connector) + "    afterwards: ./cdc resume "
                            + ShellWord.of(connector));
        }
    }

    private String save() {
        Path file = backups.resolve(connector.replaceAll("[^A-Za-z0-9._-]", "_") + "-"
                + Instant.now().toString().replace(":", "") + ".json");
        ObjectNode backup = Rest.JSON.createObjectNode().put("connector", connector);
        backup.set("offsets", connect.offsets(connector));
        try {
            Files.createDirectories(backups);
            Files.writeString(file, backup.toPrettyString());
            return file.toString();
        } catch (IOException e) {
            throw new Problem(
                    Problem.Kind.FAILED, "Nothing was changed: the backup " + file + " could not be written.", e);
        }
    }
}
