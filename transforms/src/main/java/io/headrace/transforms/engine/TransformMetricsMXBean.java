package io.headrace.transforms.engine;

/** What JMX shows of a transform, counted since it was configured. */
public interface TransformMetricsMXBean {

    /** Records that the transform was applied to. */
    long getRecords();

    /**
     * Fields converted: for each record that was rewritten the columns that its plan converts, null or not. A transform that
     * looks at the record as a whole counts one, and so does a record of which only a header was rewritten.
     */
    long getFieldsConverted();

    /** Records that passed untouched: tombstones, heartbeats, and rows without a field to convert. */
    long getRecordsSkipped();

    /** Records that failed. */
    long getErrors();

    /** Rows of XA transactions, which arrive when one is prepared and stay when it is rolled back. */
    long getXaRows();
}
