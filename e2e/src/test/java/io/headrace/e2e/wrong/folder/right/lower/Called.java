package io.headrace.e2e.wrong.folder.right.lower;

/** What left needs of right. */
public record Called() {}
