package io.headrace.search.index;

/** Why documents that are replaced and deleted by id need a name of one index. */
public final class SeveralIndices {
    private SeveralIndices() {}

    public static String explain(String name, int indices) {
        return name + " stands for " + indices
                + " indices, as an alias does after a rollover, and ids come from the rows: a"
                + " changed row would become a second document in the index that is written, and its deletion would delete"
                + " nothing. Give the sink an alias of one index (a new mapping is a swap of the alias, by ./cdc reindex), and"
                + " compare with ./cdc verify if it has been written so; or set key.ignore=true for one document per record.";
    }
}
