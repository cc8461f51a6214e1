package io.headrace.listener.dispatch;

import io.headrace.listener.Message;
import java.util.List;

/** How a try of a work ended. */
public sealed interface Verdict {

    /** Nothing to publish. */
    Verdict DONE = new Done(List.of());

    /** It succeeded, or there was nothing to do. */
    record Done(List<Message> messages) implements Verdict {}

    /** It failed and is tried again after the pause; its lane waits. */
    record Retry(long pauseMillis) implements Verdict {}

    /** It failed for good; the messages carry it to the dead letters. */
    record Dead(List<Message> messages) implements Verdict {}

    /** Nothing can go on. The work stays unfinished. */
    record Fatal(Throwable error) implements Verdict {}
}
