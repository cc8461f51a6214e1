package io.headrace.e2e.wrong.open.here;

/** Public, since another package needs the class inside. */
public record Outer() {
    public record Inner() {}
}
