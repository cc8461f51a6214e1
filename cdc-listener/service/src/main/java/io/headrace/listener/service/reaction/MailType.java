package io.headrace.listener.service.reaction;

/** A type of mail, such as a confirmation, with the filter for the changes that it is sent for. */
public record MailType(EventType event, MailTemplate template) {}
