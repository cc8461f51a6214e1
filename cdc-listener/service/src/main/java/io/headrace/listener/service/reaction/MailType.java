package io.headrace.listener.service.reaction;

/** A mail, such as a confirmation, and the changes for which it is sent. */
public record MailType(EventType event, MailTemplate template) {}
