package io.headrace.listener.service.reaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.Envelopes;
import io.headrace.listener.reaction.Failure;
import io.headrace.listener.reaction.ReactionFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTemplateTest {
    private final ObjectNode row = Envelopes.order(7, "NEW");

    @Test
    void shouldFillInTheColumnsOfTheRow() {
        // Given
        MailTemplate template =
                new MailTemplate("Order {order_number}", "{total} {currency}, notes: {notes}; braces: {{x}}");

        // Then
        assertThat(template.subject(row)).isEqualTo("Order ON-7");
        assertThat(template.text(row)).isEqualTo("1000.50 EUR, notes: ; braces: {x}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: all@example.com", "a\nb", "a\u0000b", "a\u0085b"})
    void shouldRefuseAValueThatWouldAddAHeader(String value) {
        // Given
        MailTemplate template = new MailTemplate("Order {order_number}", "text");
        row.put("order_number", value);

        // Then
        assertThatThrownBy(() -> template.subject(row))
                .isInstanceOfSatisfying(
                        ReactionFailure.class,
                        failure -> assertThat(failure.failure()).isEqualTo(Failure.POISON))
                .hasMessageContaining("could add headers; it is not sent")
                .hasMessageNotContaining("Bcc");
    }

    @Test
    void shouldLetLineBreaksIntoTheText() {
        row.put("notes", "first\nsecond");
        assertThat(new MailTemplate("s", "{notes}").text(row)).isEqualTo("first\nsecond");
    }

    @Test
    void shouldNameAColumnThatTheRowDoesNotHave() {
        assertThatThrownBy(() -> new MailTemplate("Order {ordernumber}", "text").subject(row))
                .hasMessage("the mail's subject names the column ordernumber, which the row does not have");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Order {order number}", "Order {", "Order }"})
    void shouldSayWhereATemplateIsWrong(String subject) {
        assertThatThrownBy(() -> new MailTemplate(subject, "text"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the subject of a mail has a single ")
                .hasMessageContaining("at character 7");
    }

    @Test
    void shouldRefuseASubjectOfTwoLines() {
        assertThatThrownBy(() -> new MailTemplate("Order\nBcc: x", "text")).hasMessageContaining("must be one line");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@example.com, b@example.com",
                "a@example.com\r\nBcc: b@example.com",
                "not an address",
                "",
                "group: a@example.com;"
            })
    void shouldTakeExactlyOneAddress(String text) {
        assertThatThrownBy(() -> MailAddress.require(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
