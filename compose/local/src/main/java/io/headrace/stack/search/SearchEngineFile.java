package io.headrace.stack.search;

import io.headrace.stack.failure.StackException;
import io.headrace.stack.file.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Which search server a stack's data belong to, kept in its state folder: none can read what another has written. */
public final class SearchEngineFile {
    private final Path state;

    /** @param state the stack's folder */
    public SearchEngineFile(Path state) {
        this.state = state;
    }

    /**
     * The one that was kept, or the one that is given now.
     *
     * @param hasData whether the stack has topics and documents already
     * @throws StackException when it has, and they belong to another than the one that is given
     */
    public SearchEngine mergedWith(@Nullable SearchEngine given, boolean hasData) {
        SearchEngine kept = read();
        if (given != null && given != kept && hasData) {
            throw new StackException("The local stack in " + state + " holds documents of " + kept.title() + ", which "
                    + given.title() + " can't take over.\nBegin anew with: ./cdc down --purge    then run the same"
                    + " command again. Or leave --es out, to go on as before.");
        }
        return given == null ? kept : given;
    }

    public void keep(SearchEngine engine) {
        TextFile.write(file(), engine.word() + "\n");
    }

    private SearchEngine read() {
        if (!Files.exists(file())) {
            return SearchEngine.ELASTICSEARCH_8;
        }
        try {
            return SearchEngine.of(Files.readString(file()).trim());
        } catch (IOException | IllegalArgumentException e) {
            throw new StackException(
                    "The file " + file() + " does not say which search server the stack has: " + e.getMessage()
                            + ".\nCorrect it, or begin anew: delete the folder " + state + ".",
                    e);
        }
    }

    private Path file() {
        return state.resolve("search-engine");
    }
}
