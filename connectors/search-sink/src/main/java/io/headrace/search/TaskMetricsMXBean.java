package io.headrace.search;

import java.util.Map;
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

    Map<String, Long> getSkippedByReason();

    long getFailedRecords();

    long getRetriedItems();

    /** By the type of the server's error. */
    Map<String, Long> getRetriedItemsByCause();

    long getRetriedRequests();

    /** By status, or "unanswered". */
    Map<String, Long> getRetriedRequestsByCause();

    long getBulkRequests();

    /** Operations per request. */
    long getBulkRecordsP50();

    long getBulkRecordsP99();

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

    /** From the commit in the source, else the record's timestamp, to the server's answer. */
    double getCommitToIndexedMillisP50();

    double getCommitToIndexedMillisP99();

    /** From the same to the end of a refresh that the sink asked for. */
    double getCommitToSearchableMillisP50();

    double getCommitToSearchableMillisP99();
}
