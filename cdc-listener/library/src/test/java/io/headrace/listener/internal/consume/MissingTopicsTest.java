package io.headrace.listener.internal.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MissingTopicsTest {
    private static final List<String> EXISTING = List.of(
            "dbserver1",
            "dbserver1.inventory.orders",
            "dbserver1.inventory.customers",
            "dbserver1.transaction",
            "other");

    @Test
    void shouldNameTheTablesThatTheSourceWritesInstead() {
        assertThat(MissingTopics.text(List.of("dbserver1.inventory.ordrs"), EXISTING))
                .isEqualTo(
                        "No source writes dbserver1.inventory.ordrs yet; waiting for it. A table's topic is created with its first row"
                                + " or change; compare the rule's table with the tables that the source writes:"
                                + " dbserver1.inventory.customers, dbserver1.inventory.orders");
    }

    @Test
    void shouldTellThatCapitalLettersDiffer() {
        assertThat(MissingTopics.text(List.of("dbserver1.Inventory.Orders"), EXISTING))
                .contains(
                        "there is dbserver1.inventory.orders, which differs from dbserver1.Inventory.Orders only in capitalisation");
    }

    @Test
    void shouldTellThatNoSourceHasThePrefix() {
        assertThat(MissingTopics.text(List.of("dbserver2.inventory.orders"), EXISTING))
                .endsWith(
                        "there is no table topic that begins with dbserver2.: compare topic.prefix with that of the source"
                                + " connector");
    }
}
