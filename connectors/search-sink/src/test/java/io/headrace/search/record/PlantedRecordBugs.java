package io.headrace.search.record;

import io.headrace.search.document.Body;
import io.headrace.search.document.DocumentChange;
import io.headrace.search.document.DocumentChange.Address;
import io.headrace.search.document.DocumentChange.Write;
import io.headrace.search.document.ItemKind;
import io.headrace.search.json.JsonSlice;
import java.util.OptionalLong;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** What is called instead, in bugs of versions and of what may be committed. */
public final class PlantedRecordBugs {

    private PlantedRecordBugs() {}

    /** Every record is finished. */
    public static boolean nothingUnfinished(OptionalLong unfinished) {
        return false;
    }

    /** A removal has no version. */
    public static long removalUnversioned(RecordReader reader, SinkRecord record, @Nullable Body source) {
        return DocumentChange.UNVERSIONED;
    }

    /** The removal of a moved document is as new as the move. */
    public static Write leavingTooNew(Address left, long version) {
        return new Write(ItemKind.DELETE, left, version, JsonSlice.NONE, null, true);
    }

    /** The removal of a moved document does not take effect on the write before it. */
    public static Write leavingTooMild(Address left, long version) {
        return new Write(ItemKind.DELETE, left, version - 1, JsonSlice.NONE, null, false);
    }
}
