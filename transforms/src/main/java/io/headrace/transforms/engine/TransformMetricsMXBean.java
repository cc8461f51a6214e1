package io.headrace.transforms.engine;

/** What JMX shows of a transform. Counts since it was configured. */
public interface TransformMetricsMXBean {

    /** Records seen. */
    long getRecords();

    /** Fields converted: the columns that a record's plan converts, null or not. */
    long getFieldsConverted();

    /** Records that passed untouched: tombstones, heartbeats, and rows without a field to convert. */
    long getRecordsSkipped();

    /** Records that failed. */
    long getErrors();

    /** Rows of XA transactions, which come when one is prepared and stay when it is rolled back. */
    long getXaRows();
}
