package io.headrace.listener.internal.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the brokers for the source topics, and before the first answer creates the topics that are the listener's own. */
public final class AdminTopics implements SourceTopics {
    private static final Logger LOG = LoggerFactory.getLogger(AdminTopics.class);

    private final Admin admin;
    private final List<NewTopic> missing;

    /** @param own created when they do not exist */
    public AdminTopics(Admin admin, Collection<NewTopic> own) {
        this.admin = admin;
        this.missing = new ArrayList<>(own);
    }

    @Override
    public Set<String> existing() {
        Set<String> names = answer(() -> admin.listTopics().names().get());
        missing.removeIf(topic -> names.contains(topic.name()));
        for (NewTopic topic : List.copyOf(missing)) {
            create(topic);
            missing.remove(topic);
        }
        return names;
    }

    private void create(NewTopic topic) {
        try {
            answer(() -> admin.createTopics(List.of(topic)).all().get());
            LOG.info("Created the topic {}", topic.name());
        } catch (TopicExistsException e) {
            LOG.debug("Someone else created the topic {}", topic.name());
        } catch (ApiException e) {
            throw new KafkaException(
                    "the topic " + topic.name() + ", which the listener needs, could not be created: " + e.getMessage()
                            + "; create it, or allow the listener's user to do so",
                    e);
        }
    }

    public interface Question<T> {
        T ask() throws InterruptedException, ExecutionException;
    }

    public static <T> T answer(Question<T> question) {
        try {
            return question.ask();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        }
    }
}
