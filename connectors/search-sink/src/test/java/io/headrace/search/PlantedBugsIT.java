package io.headrace.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * That the schedules of {@link FaultSchedulesIT} can fail: each bug is planted into a copy of one class, alone, and has
 * to be found.
 */
class PlantedBugsIT {
    /** Each is found within 200 on an idle machine, most within 10; one that is overloaded tries less per seed. */
    private static final int SEEDS = 600;

    /** Some bugs make a task wait for ever: what takes so long counts as found. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

    private static final Path SOURCES = Path.of("src/main/java/io/headrace/search");

    @TempDir
    private Path planted;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            commit past a gap                      | offset/AssignedOffsets.java    | if (unfinished.isPresent())                           | if (unfinished.isPresent() && false)
            a finished record finishes all before  | offset/PartitionOffsets.java   | ring[(int) (first & (ring.length - 1))] < 0)          | first <= ticket)
            retry goes to the end of no lane       | bulk/DocumentLanes.java       | BulkOperation head = heads.putIfAbsent(lane(address, id), operation); | BulkOperation head = null;
            two versions swapped in a buffer       | bulk/DocumentLanes.java       | newer.write().version() > older.write().version()     | newer.write().version() < older.write().version()
            lost coalesced predecessor             | bulk/DocumentLanes.java       | BulkOperation predecessor = head.superseded;              | BulkOperation predecessor = null;
            write after revoke                     | bulk/BatchQueue.java          | all.forEach(batch -> batch.removeRevoked().forEach(removed)); | ;
            retry after revoke                     | bulk/OperationBacklog.java    | if (operation.offsets().isRevoked()) {               | if (false) {
            waiting operation forgotten            | bulk/OperationBacklog.java    | BulkOperation next = lanes.depart(operation);             | BulkOperation next = lanes.depart(operation) == null ? null : null;
            busy item taken for done               | bulk/BulkSettlement.java      | retried.add(operation);                               | backlog.finish(operation);
            unknown outcome taken for done         | bulk/BulkSettlement.java      | limiter.unanswered(unanswered.what(), now);            | settleItems(assignment, List.of(), now); if (now != 0) { return; }
            half of a split is lost                | bulk/BulkSettlement.java      | again(batch, operations.subList(0, half), attempts, now); | operations.subList(0, half).forEach(backlog::finish);
            a failed item is matched to the next   | bulk/BulkSettlement.java      | refusals.isEmpty() ? null : refusals.get(i)           | refusals.isEmpty() ? null : refusals.get((i + 1) % refusals.size())
            deletes carry no version              | record/RecordReader.java      | return kind == ItemKind.INDEX ? versions.of(record, source) : DocumentChange.UNVERSIONED; | return DocumentChange.UNVERSIONED;
            a removal as new as what it makes room for | document/DocumentChange.java | version - 1, JsonSlice.NONE, null, true                    | version, JsonSlice.NONE, null, true
            a removal that spares the write before | document/DocumentChange.java      | version - 1, JsonSlice.NONE, null, true                    | version - 1, JsonSlice.NONE, null, false
            coalesced with another address         | bulk/BulkOperation.java       | && write.address().equals(other.write.address())      | && true
            an aborted request is not waited for   | bulk/BulkWriter.java          | `while (inFlight.keySet().stream().anyMatch(batch -> all || batch.hasRevoked()))` | while (inFlight.isEmpty() && inFlight.size() > 0)
            """)
    void shouldBeFound(String bug, String file, String sound, String broken) throws Exception {
        // Given
        plant(file, sound.replace("\\n", "\n"), broken);
        // When
        String found = firstFailure();
        // Then
        assertThat(found).as("what the schedules say of: %s", bug).isNotNull();
    }

    private void plant(String file, String sound, String broken) throws IOException {
        String source = Files.readString(SOURCES.resolve(file));
        assertThat(source).as("the text that the bug replaces").contains(sound);
        Path copy = planted.resolve("source").resolve(file);
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, source.replace(sound, broken));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int result = compiler.run(
                null,
                null,
                null,
                "-nowarn",
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                planted.resolve("classes").toString(),
                copy.toString());
        assertThat(result).as("the planted bug compiles").isZero();
    }

    /** Runs the schedules on the broken classes; null when none of them fails. */
    private String firstFailure() throws Exception {
        try (BrokenClasses classes = new BrokenClasses(planted.resolve("classes"))) {
            Method run = classes.loadClass(FaultSchedule.class.getName()).getMethod("run", long.class, long.class);
            for (long seed = 0; seed < SEEDS; seed++) {
                try {
                    run.invoke(null, seed, PATIENCE);
                } catch (InvocationTargetException failure) {
                    return "seed " + seed + ": " + failure.getCause();
                }
            }
            return null;
        }
    }

    /** Loads the whole sink and its tests anew, the planted class in the place of the sound one. */
    private static final class BrokenClasses extends URLClassLoader {
        private static final String OURS = "io.headrace.search.";

        BrokenClasses(Path planted) {
            super(urls(planted), PlantedBugsIT.class.getClassLoader());
        }

        private static URL[] urls(Path planted) {
            return List.of(planted, Path.of("target/classes"), Path.of("target/test-classes")).stream()
                    .map(folder -> {
                        try {
                            return folder.toUri().toURL();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toArray(URL[]::new);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(OURS)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
    }
}
