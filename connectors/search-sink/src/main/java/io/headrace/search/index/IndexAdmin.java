package io.headrace.search.index;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the sink needs to know and do about indices. Used by one thread at a time. An IOException passes with time, an
 * {@link IndexRefusedException} does not.
 */
public interface IndexAdmin {
    /** How many indices an index, alias or data stream of that name stands for; 0 when there is none. */
    int indices(String name) throws IOException;

    /**
     * Creates an index; one that is there already is fine.
     *
     * @param mappings JSON object; null for those of the configuration, if any
     */
    void create(String name, @Nullable String mappings) throws IOException;

    /** As {@link #create}; returns the server's reason when it takes these mappings for wrong, null when it is done. */
    @Nullable
    String tryCreate(String name, String mappings) throws IOException;

    /** Adds fields to an index. Returns the server's reason when it refuses that, null when it is done. */
    @Nullable
    String tryEvolve(String name, String mappings) throws IOException;
}
