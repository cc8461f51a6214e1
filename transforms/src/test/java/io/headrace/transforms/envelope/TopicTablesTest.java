package io.headrace.transforms.envelope;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.transforms.envelope.SourceBlock.Table;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class TopicTablesTest {

    private final TopicTables tables = new TopicTables("Test");

    @Test
    void shouldRefuseASecondTableWhoseNameBecomesTheSameTopic() {
        // Given
        tables.claim("p.shop.sales_data", "p", new Table("shop", "sales data"));

        // When, Then
        assertThatCode(() -> tables.claim("p.shop.sales_data", "p", new Table("shop", "sales data")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> tables.claim("p.shop.sales_data", "p", new Table("shop", "sales_data")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'shop.sales data' and of 'shop.sales_data'");
    }

    @Test
    void shouldLeaveTopicsAloneThatARouterNamed() {
        // Given
        tables.claim("orders", "p", new Table("shop", "orders_1"));
        tables.claim("p.shop.orders_1", "p", new Table("shop", "orders_1"));

        // When, Then
        assertThatCode(() -> {
                    tables.claim("orders", "p", new Table("shop", "orders_2"));
                    tables.claim("p.shop.orders_1", "p", new Table("shop", "orders_2"));
                    tables.claim("p_shop_orders_1", "p", new Table("shop", "orders_1"));
                })
                .doesNotThrowAnyException();
    }
}
