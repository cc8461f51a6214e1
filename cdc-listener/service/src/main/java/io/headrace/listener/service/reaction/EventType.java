package io.headrace.listener.service.reaction;

/** A domain event, such as OrderPaid, and the changes that it is made of. */
public record EventType(String type, Filter filter) {}
