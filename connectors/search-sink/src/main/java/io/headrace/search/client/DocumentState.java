package io.headrace.search.client;

/** A document as it was when it was read: its place in the history of its shard, or that it does not exist. */
record DocumentState(boolean found, long sequenceNumber, long primaryTerm, long version) {}
