package io.headrace.e2e.wrong.folder.left.lower;

/** What right needs of left. */
public record Called() {}
