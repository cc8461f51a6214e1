package io.headrace.e2e.generate;

/**
 * One statement. What MySQL refuses of it is no failure: statements are made without knowing the rows, and the shrinker
 * leaves some out.
 */
record Step(Phase phase, String sql) {

    enum Phase {
        /** Before the source starts: its snapshot finds what is left of it. */
        BEFORE,
        /** While the source follows the binlog. */
        STREAM
    }

    static Step before(String sql) {
        return new Step(Phase.BEFORE, sql);
    }

    static Step stream(String sql) {
        return new Step(Phase.STREAM, sql);
    }

    @Override
    public String toString() {
        return (phase == Phase.BEFORE ? "/* before the snapshot */ " : "") + sql + ";";
    }
}
