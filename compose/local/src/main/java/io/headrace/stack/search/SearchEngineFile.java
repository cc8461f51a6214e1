package io.headrace.stack.search;

import io.headrace.stack.failure.StackException;
import io.headrace.stack.file.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Remembers in the state folder which search server the stack's data belongs to: none can read what another has written. */
public final class SearchEngineFile {
    private final Path state;

    /** @param state the stack's folder */
    public SearchEngineFile(Path state) {
        this.state = state;
    }

    /**
     * The one given now, or else that of an earlier start.
     *
     * @param hasData whether the stack already has topics and documents
     * @throws StackException if it has, and they belong to another one than given
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
