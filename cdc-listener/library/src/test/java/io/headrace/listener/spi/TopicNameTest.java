package io.headrace.listener.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As Debezium 3.6.1 names them: e2e holds it against the topics that it makes. */
class TopicNameTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            value = {
                "lab.orders, lab1.lab.orders",
                "lab.sales data, lab1.lab.sales_data",
                "lab.sales_data, lab1.lab.sales_data",
                "lab.it's, lab1.lab.it_s",
                "lab.ver.1, lab1.lab.ver.1",
                "lab.größe, lab1.lab.gr__e",
                "lab.q`t, lab1.lab.q_t",
                "lab.a$b, lab1.lab.a_b",
                "my-shop.order-lines, lab1.my-shop.order-lines",
                "lab.日本, lab1.lab.__",
                "lab.x😀, lab1.lab.x__",
                "Lab.Orders, lab1.Lab.Orders",
            })
    void shouldNameATopicAsTheSourceDoes(String table, String topic) {
        assertThat(TopicName.ofTable("lab1", table)).isEqualTo(topic);
    }

    @Test
    void shouldCutANameThatIsLongerThanATopicsMayBe() {
        assertThat(TopicName.ofTable("p".repeat(240), "inventory.orders")).isEqualTo("p".repeat(240) + ".inventor");
    }
}
