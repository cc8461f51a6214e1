package io.headrace.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * That the schedules of {@link FaultSchedulesIT} can fail: each bug is planted into the bytecode of one class, alone, as a call
 * of something else, and has to be found.
 */
class PlantedBugsIT {
    /** Each is found within 200 on an idle machine, most within 10; one that is overloaded tries less per seed. */
    private static final int SEEDS = 600;

    /** Some bugs make a task wait for ever: what takes so long counts as found. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

    @TempDir
    private Path planted;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            commit past a gap                          | offset.AssignedOffsets | isPresent        | record.PlantedRecordBugs | nothingUnfinished
            a finished record finishes those before    | bulk.BulkOperation     | finish           | bulk.PlantedBulkBugs     | finishAllBefore
            retry goes to the end of no lane           | bulk.DocumentLanes     | putIfAbsent      | bulk.PlantedBulkBugs     | alwaysFirst
            two versions swapped in a buffer           | bulk.DocumentLanes     | version          | bulk.PlantedBulkBugs     | opposite
            lost coalesced predecessor                 | bulk.OperationBacklog  | stepBack         | bulk.PlantedBulkBugs     | forgetPredecessor
            write after revoke                         | bulk.BatchQueue        | removeRevoked    | bulk.PlantedBulkBugs     | removeNothing
            retry after revoke                         | bulk.OperationBacklog  | isRevoked        | bulk.PlantedBulkBugs     | neverRevoked
            waiting operation forgotten                | bulk.OperationBacklog  | depart           | bulk.PlantedBulkBugs     | forgetNext
            busy item taken for done                   | bulk.BulkSettlement    | ofItem           | bulk.PlantedBulkBugs     | busyIsDone
            unknown outcome taken for done             | bulk.BulkWriter        | settle           | bulk.PlantedBulkBugs     | unansweredIsDone
            half of a split is lost                    | bulk.BulkSettlement    | sendAgain        | bulk.PlantedBulkBugs     | loseFirstHalf
            a failed item is matched to the next       | bulk.BulkSettlement    | get              | bulk.PlantedBulkBugs     | nextRefusal
            deletes carry no version                   | record.RecordReader    | versionOfRemoval | record.PlantedRecordBugs | removalUnversioned
            a removal as new as what it makes room for | record.RecordReader    | leaving          | record.PlantedRecordBugs | leavingTooNew
            a removal that spares the write before     | record.RecordReader    | leaving          | record.PlantedRecordBugs | leavingTooMild
            coalesced with another address             | bulk.BulkOperation     | equals           | bulk.PlantedBulkBugs     | sameAddress
            an aborted request is not waited for       | bulk.BulkWriter        | anyMatch         | bulk.PlantedBulkBugs     | waitForNone
            """)
    void shouldBeFound(String bug, String broken, String called, String bugs, String instead) throws Exception {
        // Given
        int replaced = CallReplacement.write(type(broken), called, method(type(bugs), instead), planted);
        assertThat(replaced).as("calls of %s in %s", called, broken).isPositive();

        // When
        String found = firstFailure();

        // Then
        assertThat(found)
                .as("what the schedules say of: %s", bug)
                .isNotNull()
                .as("a class that can't be run is no bug that was found")
                .doesNotContainPattern(
                        "VerifyError|LinkageError|NoSuchMethodError|IllegalAccessError|ClassFormatError");
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(BrokenClasses.OURS + name);
    }

    private static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Runs the schedules on the broken classes; null when none of them fails. */
    private String firstFailure() throws Exception {
        try (BrokenClasses classes = new BrokenClasses(planted)) {
            Method run = classes.loadClass(FaultSchedule.class.getName()).getMethod("run", long.class, long.class);
            for (long seed = 0; seed < SEEDS; seed++) {
                try {
                    run.invoke(null, seed, PATIENCE);
                } catch (InvocationTargetException failure) {
                    if (passesSound(seed)) {
                        return "seed " + seed + ": " + failure.getCause();
                    }
                }
            }
            return null;
        }
    }

    /** A seed that the sound classes fail as well, on a machine too busy for it, proves nothing. */
    private static boolean passesSound(long seed) throws Exception {
        try {
            FaultSchedule.run(seed, PATIENCE);
            return true;
        } catch (AssertionError tooSlow) {
            return false;
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
