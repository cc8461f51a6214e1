package io.headrace.transforms.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The life that every transform shares, with a plan that does what the record's value says. */
class RecordTransformTest {

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final Obedient transform = new Obedient();

    @AfterEach
    void close() {
        transform.close();
    }

    @Test
    void shouldCountRewrittenDroppedUntouchedAndFailedRecords() throws Exception {
        // Given
        transform.configure(Map.of());

        // When
        transform.apply(record("rewrite"));
        transform.apply(record("drop"));
        transform.apply(record("keep"));
        assertThatThrownBy(() -> transform.apply(record("refuse"))).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> transform.apply(record("break"))).isInstanceOf(DataException.class);

        // Then
        assertThat(attribute("Records")).isEqualTo(5);
        assertThat(attribute("FieldsConverted")).as("one a changed record").isEqualTo(2);
        assertThat(attribute("RecordsSkipped")).isEqualTo(1);
        assertThat(attribute("Errors")).isEqualTo(2);
    }

    @Test
    void shouldPassOnTheVeryRecordThatThePlanReturns() {
        // Given
        transform.configure(Map.of());
        SourceRecord kept = record("keep");

        // When, Then
        assertThat(transform.apply(kept)).isSameAs(kept);
        assertThat(transform.apply(record("drop"))).isNull();
        assertThat(transform.apply(record("rewrite")).value()).isEqualTo("rewritten");
    }

    @Test
    void shouldSayWhereAnUnforeseenFailureWasAndNoneOfItsText() {
        // Given
        transform.configure(Map.of());

        // When, Then
        assertThatThrownBy(() -> transform.apply(record("break")))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Obedient, a record of topic t with schema v:")
                .hasMessageContaining("found IllegalStateException at ")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void shouldRefuseRecordsUnlessConfigured() {
        // When, Then
        assertThatThrownBy(() -> transform.apply(record("keep")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Obedient ");
        transform.configure(Map.of());
        transform.close();
        assertThatThrownBy(() -> transform.apply(record("keep"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldRegisterItsMetricsOnceHoweverOftenItIsConfigured() throws Exception {
        // When
        transform.configure(Map.of());
        transform.configure(Map.of());

        // Then
        assertThat(names()).hasSize(1);
        transform.close();
        transform.close();
        assertThat(names()).isEmpty();
    }

    @Test
    void shouldRunOnWithItsPlanWhenNewSettingsAreRefused() throws Exception {
        // Given
        transform.configure(Map.of());

        // When
        assertThatThrownBy(() -> transform.configure(Map.of("refused", true))).isInstanceOf(ConfigException.class);

        // Then
        assertThat(transform.apply(record("rewrite")).value()).isEqualTo("rewritten");
        assertThat(names()).hasSize(1);
    }

    private Set<ObjectName> names() throws Exception {
        return server.queryNames(new ObjectName("headrace.transforms:type=Obedient,*"), null);
    }

    private long attribute(String name) throws Exception {
        return (Long) server.getAttribute(names().iterator().next(), name);
    }

    private static SourceRecord record(String value) {
        Schema schema =
                org.apache.kafka.connect.data.SchemaBuilder.string().name("v").build();
        return new SourceRecord(Map.of(), Map.of(), "t", schema, value);
    }

    private static final class Obedient extends RecordTransform<SourceRecord> {
        Obedient() {
            super("Obedient", RecordPart.VALUE, new ConfigDef());
        }

        @Override
        protected RecordPlan<SourceRecord> plan(Map<String, ?> settings) {
            if (settings.containsKey("refused")) {
                throw new ConfigException("refused");
            }
            return new ObedientPlan();
        }
    }

    private static final class ObedientPlan extends RecordPlan<SourceRecord> {
        @Override
        protected SourceRecord apply(SourceRecord record, TransformMetrics metrics) {
            return switch ((String) record.value()) {
                case "rewrite" -> RecordPart.VALUE.with(record, Schema.STRING_SCHEMA, "rewritten");
                case "drop" -> null;
                case "refuse" -> throw new DataException("refused");
                case "break" -> throw new IllegalStateException("secret");
                default -> record;
            };
        }
    }
}
