package io.headrace.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.pipeline.TableKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeyFormsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectNode PLAIN = JSON.createObjectNode();
    private static final ObjectNode STABLE = JSON.createObjectNode()
            .put("transforms", "keys")
            .put("transforms.keys.type", "io.headrace.transforms.StableKey");

    /** Not a part of what MySQL takes for the key: {@code message.key.columns} may name any column. */
    private static final TableKey TABLE = new TableKey(
            Stream.of("int", "timestamp(3)", "timestamp", "tinyint(1)")
                    .map(type -> new TableKey.Described(
                            type.replaceAll("\\W", ""), type.replaceAll("\\(.*", ""), type, false, false, false))
                    .toList(),
            Map.of());

    @Test
    void shouldRefuseATimestampWithAFractionThatMessageKeyColumnsNames() {
        assertThat(new KeyForms(PLAIN).of("shop.cart", key("int,timestamp3")))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.about()).isEqualTo("key of shop.cart");
                    assertThat(check.result()).isEqualTo(Diagnosis.Result.FAILED);
                    assertThat(check.fix()).contains("io.headrace.transforms.StableKey");
                });
    }

    @Test
    void shouldWarnOfABoolean() {
        assertThat(new KeyForms(PLAIN).of("shop.cart", key("tinyint1")))
                .singleElement()
                .satisfies(check -> assertThat(check.result()).isEqualTo(Diagnosis.Result.WARNING));
    }

    @Test
    void shouldSayNothingOfKeysThatHaveOneForm() {
        assertThat(new KeyForms(PLAIN).of("shop.cart", key("int,timestamp"))).isEmpty();
        assertThat(new KeyForms(STABLE).of("shop.cart", key("timestamp3,tinyint1")))
                .isEmpty();
        assertThat(new KeyForms(MissingNode.getInstance()).of("shop.cart", key("timestamp3")))
                .isEmpty();
    }

    private static List<TableKey.Described> key(String columns) {
        return TABLE.key("shop.cart", "shop\\.cart:" + columns);
    }
}
