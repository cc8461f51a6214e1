package io.headrace.listener.reaction;

/** What a failed reaction means, and so what is done about it. */
public enum Failure {
    /** May pass: retried with growing pauses, up to the limits of the {@link RetryPolicy}, then dead-lettered. */
    RETRIABLE,
    /** The target is away, whatever the change: retried without limit, because no change is to blame. */
    UNAVAILABLE,
    /** This change will never work: dead-lettered at once. */
    POISON,
    /** Nothing can work any more: the listener stops and the change stays unprocessed. */
    FATAL;

    /**
     * The default classification: errors of the JVM are fatal, {@link ReactionFailure} says itself what it is, and every
     * other exception is retriable.
     */
    public static Failure of(Throwable error) {
        if (error instanceof ReactionFailure failure) {
            return failure.failure();
        }
        if (error instanceof VirtualMachineError || error instanceof LinkageError) {
            return FATAL;
        }
        return RETRIABLE;
    }
}
