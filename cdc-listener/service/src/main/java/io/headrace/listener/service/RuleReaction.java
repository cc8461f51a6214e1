package io.headrace.listener.service;

import io.headrace.listener.ChangeListenerBuilder;
import io.headrace.listener.reaction.Reaction;
import io.headrace.listener.service.reaction.DomainEvents;
import io.headrace.listener.service.reaction.EventType;
import io.headrace.listener.service.reaction.Filter;
import io.headrace.listener.service.reaction.LogReaction;
import io.headrace.listener.service.reaction.LoggedReaction;
import io.headrace.listener.service.reaction.MailReaction;
import io.headrace.listener.service.reaction.MailSettings;
import io.headrace.listener.service.reaction.MailType;
import io.headrace.listener.service.reaction.RecipientQuery;
import io.headrace.listener.service.reaction.TopicReaction;
import io.headrace.listener.service.reaction.WebhookReaction;
import io.headrace.listener.service.reaction.WebhookSettings;
import java.time.Clock;
import java.util.List;

/** What a rule does with the changes that pass its filter. */
sealed interface RuleReaction {
    /** Returns which changes are reacted to. */
    Filter filter();

    /**
     * Creates the reaction.
     *
     * @param rule the rule's name
     * @param logs whether to log a line for each change that was published
     */
    Reaction reaction(String rule, boolean logs);

    /** Configures the listener for what the reaction needs. */
    default void prepare(ChangeListenerBuilder listener) {}

    /** Logs a line for each change. */
    record Log(Filter filter) implements RuleReaction {
        @Override
        public Reaction reaction(String rule, boolean logs) {
            return new LogReaction(rule);
        }
    }

    /**
     * Publishes domain events.
     *
     * @param partitions how many the topic gets if it has to be created
     */
    record Topic(Filter filter, String topic, int partitions, List<EventType> events) implements RuleReaction {
        public Topic {
            events = List.copyOf(events);
        }

        @Override
        public Reaction reaction(String rule, boolean logs) {
            Reaction publishing = new TopicReaction(topic, new DomainEvents(rule, events));
            return logs ? LoggedReaction.wrap(rule, publishing) : publishing;
        }

        @Override
        public void prepare(ChangeListenerBuilder listener) {
            listener.createTopic(topic, partitions);
        }
    }

    /** Sends mails. */
    record Mail(Filter filter, MailSettings settings, Recipient recipient, List<MailType> mails)
            implements RuleReaction {
        public Mail {
            mails = List.copyOf(mails);
        }

        @Override
        public Reaction reaction(String rule, boolean logs) {
            return new MailReaction(
                    rule, settings, new RecipientQuery(recipient.url(), recipient.login(), recipient.query()), mails);
        }
    }

    /** The database query that finds the address of a mail. */
    record Recipient(String url, MailSettings.Credentials login, String query) {}

    /** POSTs domain events. */
    record Webhook(Filter filter, WebhookSettings settings, List<EventType> events) implements RuleReaction {
        public Webhook {
            events = List.copyOf(events);
        }

        @Override
        public Reaction reaction(String rule, boolean logs) {
            return new WebhookReaction(settings, new DomainEvents(rule, events), Clock.systemUTC());
        }
    }
}
