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

/** What a rule does with the changes that its filter means. */
sealed interface RuleReaction {
    /** Which changes are meant. */
    Filter filter();

    /**
     * Makes the reaction itself.
     *
     * @param rule the rule's name
     * @param logs whether it also logs a line for each change
     */
    Reaction reaction(String rule, boolean logs);

    /** Tells the listener what the reaction needs of it. */
    default void prepare(ChangeListenerBuilder listener) {}

    /** Logs a line. */
    record Log(Filter filter) implements RuleReaction {
        @Override
        public Reaction reaction(String rule, boolean logs) {
            return new LogReaction(rule);
        }
    }

    /**
     * Publishes domain events.
     *
     * @param partitions of the topic, when it is created
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

    /** Where addresses are looked up. */
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
