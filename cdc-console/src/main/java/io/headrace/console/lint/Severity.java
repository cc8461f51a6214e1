package io.headrace.console.lint;

/** ERROR: it will not work, or data gets lost or leaked. WARNING: it works, but not as most people expect. */
public enum Severity {
    ERROR,
    WARNING
}
