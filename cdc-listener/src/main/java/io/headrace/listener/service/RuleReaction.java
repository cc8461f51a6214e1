package io.headrace.listener.service;

import io.headrace.listener.reaction.EventType;
import io.headrace.listener.reaction.Filter;
import io.headrace.listener.reaction.MailSettings;
import io.headrace.listener.reaction.MailType;
import io.headrace.listener.reaction.WebhookSettings;
import java.util.List;

/** What a rule does with the changes that its filter means. */
sealed interface RuleReaction {
    /** Which changes are meant. */
    Filter filter();

    /** Logs a line. */
    record Log(Filter filter) implements RuleReaction {}

    /**
     * Publishes domain events.
     *
     * @param partitions of the topic, when it is created
     */
    record Topic(Filter filter, String topic, int partitions, List<EventType> events) implements RuleReaction {
        public Topic {
            events = List.copyOf(events);
        }
    }

    /** Sends mails. */
    record Mail(Filter filter, MailSettings settings, Recipient recipient, List<MailType> mails)
            implements RuleReaction {
        public Mail {
            mails = List.copyOf(mails);
        }
    }

    /** Where addresses are looked up. */
    record Recipient(String url, MailSettings.Credentials login, String query) {}

    /** POSTs domain events. */
    record Webhook(Filter filter, WebhookSettings settings, List<EventType> events) implements RuleReaction {
        public Webhook {
            events = List.copyOf(events);
        }
    }
}
