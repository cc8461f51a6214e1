package io.headrace.search;

import javax.management.MXBean;

/**
 * What a task tells about itself over JMX, as
 * {@code io.headrace.search:type=sink-task-metrics,connector="NAME",task="N"}. Counts are since the task's start.
 */
@MXBean
public interface TaskMetricsMXBean {
    long getRecords();

    long getWritten();

    /** Writes that found a newer document. */
    long getStale();

    /** Writes that a newer one took the place of before they were sent. */
    long getCoalesced();

    /** Records that concern no document: heartbeats, transaction marks and the like. */
    long getSkipped();

    long getFailedRecords();

    long getRetriedItems();

    long getRetriedRequests();

    long getBulkRequests();

    double getBulkMillisP50();

    double getBulkMillisP99();

    long getBufferedBytes();

    /** Documents that have operations under way. */
    int getLanes();

    int getInFlight();

    boolean isPaused();

    double getPausedSeconds();

    /** For how long the server has taken nothing; 0 while it does. */
    double getOutageSeconds();

    /** From the record's timestamp to the server's answer. */
    double getRecordToIndexedMillisP50();

    double getRecordToIndexedMillisP99();

    /** From the record's timestamp to the end of a refresh that the sink asked for. */
    double getRecordToSearchableMillisP50();

    double getRecordToSearchableMillisP99();
}
