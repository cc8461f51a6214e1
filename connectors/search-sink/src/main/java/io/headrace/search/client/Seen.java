package io.headrace.search.client;

/** What a document was when it was looked at: its place in the history of its shard, or that there is none. */
record Seen(boolean found, long sequenceNumber, long primaryTerm, long version) {}
