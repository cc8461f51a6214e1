package io.headrace.search.index;

import java.io.IOException;

/** What the sink needs to know and do about indices. Used by one thread at a time. */
public interface IndexAdmin {
    /** Whether an index, alias or data stream of that name is there. */
    boolean exists(String name) throws IOException;

    /** Creates an index; one that is there already is fine. Fails with {@link IndexRefusedException} when refused. */
    void create(String name) throws IOException;
}
