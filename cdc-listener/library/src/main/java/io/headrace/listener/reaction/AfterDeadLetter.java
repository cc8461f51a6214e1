package io.headrace.listener.reaction;

/** What happens to the later changes of a key after one of its changes went to the dead letters. */
public enum AfterDeadLetter {
    /** They are processed; each is tried once until one of them succeeds. */
    CONTINUE,
    /** They go to the dead letters too, so that the key's order is kept until its dead letters are replayed. */
    PARK_KEY
}
