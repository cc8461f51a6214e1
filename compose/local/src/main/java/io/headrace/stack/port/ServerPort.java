package io.headrace.stack.port;

/** A port that a stack needs. The names are the keys of the file that keeps the choice. */
public enum ServerPort {
    MYSQL(3306, "MySQL"),
    KAFKA(9092, "Kafka"),
    CONNECT(8083, "Connect"),
    ELASTICSEARCH(9200, "Elasticsearch"),
    LISTENER(8091, "the listener"),
    KAFKA_CONTROLLER(9093, "Kafka's controller"),
    ELASTICSEARCH_TRANSPORT(9300, "Elasticsearch's transport");

    private final int standard;
    private final String title;

    ServerPort(int standard, String title) {
        this.standard = standard;
        this.title = title;
    }

    /** The well-known port. */
    public int standard() {
        return standard;
    }

    /** Who listens on it, for messages. */
    String title() {
        return title;
    }
}
