package io.headrace.listener.service.reaction;

/** A type of domain event, such as OrderPaid, and the filter for the changes that make one. */
public record EventType(String type, Filter filter) {}
