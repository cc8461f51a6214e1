package io.headrace.listener.service.reaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.Envelopes;
import io.headrace.listener.TestBroker;
import io.headrace.listener.change.Operation;
import io.headrace.listener.change.RowChange;
import io.headrace.listener.internal.decode.JsonChangeDecoder;
import io.headrace.listener.reaction.Failure;
import io.headrace.listener.reaction.ReactionFailure;
import io.headrace.stack.LocalStack;
import io.headrace.stack.client.Login;
import io.headrace.stack.port.Ports;
import io.headrace.stack.server.Size;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mails to recipients that a real MySQL knows, taken by an SMTP server of ours. */
class MailReactionIT {
    private static LocalStack stack;

    private SmtpServer smtp;

    @BeforeAll
    static void startMysql() {
        stack = LocalStack.builder()
                .home(TestBroker.checkout())
                .ports(Ports.free())
                .size(Size.SMALL)
                .owned(true)
                .progress(line -> {})
                .build();
        stack.mysql().start();
    }

    @AfterAll
    static void stopMysql() {
        stack.close();
    }

    @BeforeEach
    void startSmtp() throws IOException {
        smtp = SmtpServer.start();
    }

    @AfterEach
    void stopSmtp() {
        smtp.close();
    }

    @Test
    void shouldSendAPlainMailToTheAddressInTheDatabaseWithTheSameIdEachTime() throws Exception {
        // Given
        MailReaction reaction = reaction("SELECT email FROM customers WHERE id = :customer_id");
        RowChange change = created(Envelopes.order(1, "NEW"));

        // When
        reaction.react(change);
        reaction.react(change);

        // Then
        assertThat(smtp.mails()).hasSize(2);
        SmtpServer.Mail mail = smtp.mails().get(0);
        assertThat(mail.to()).containsIgnoringCase("TO:<goran.42@example.com>");
        assertThat(mail.from()).containsIgnoringCase("FROM:<shop@example.com>");
        assertThat(mail.data())
                .contains("Subject: Your order ON-1")
                .contains("Thank you for 1000.50 EUR.")
                .containsPattern("Message-ID: <[0-9a-f]{32}@headrace>");
        assertThat(smtp.mails().get(1).data()).isEqualTo(mail.data());
    }

    @Test
    void shouldSendNothingForOtherChanges() throws Exception {
        // When
        reaction("SELECT email FROM customers WHERE id = :customer_id")
                .react(decode(Envelopes.create().deleted(Envelopes.order(1, "NEW"))));

        // Then
        assertThat(smtp.mails()).isEmpty();
    }

    @Test
    void shouldNotSendWhenTheRowWouldAddAHeader() {
        // Given
        ObjectNode row = Envelopes.order(1, "NEW").put("order_number", "1\r\nBcc: all@example.com");
        MailReaction reaction = reaction("SELECT email FROM customers WHERE id = :customer_id");

        // Then
        assertFails(reaction, row, Failure.POISON, "could add headers; it is not sent");
        assertThat(smtp.mails()).isEmpty();
    }

    @Test
    void shouldNotSendWhenTheDatabaseHoldsAnAddressThatWouldAddARecipient() throws Exception {
        // Given
        Login app = stack.endpoints().logins().app();
        try (Connection mysql = DriverManager.getConnection(stack.endpoints().jdbcUrl(), app.user(), app.password());
                PreparedStatement update = mysql.prepareStatement("UPDATE customers SET email = ? WHERE id = 43")) {
            update.setString(1, "a@example.com\r\nRCPT TO:<b@example.com>");
            update.executeUpdate();
        }
        MailReaction reaction = reaction("SELECT email FROM customers WHERE id = :customer_id");

        // Then
        assertFails(
                reaction,
                Envelopes.order(1, "NEW").put("customer_id", 43),
                Failure.POISON,
                "without line breaks and control characters");
        assertThat(smtp.mails()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT email FROM customers WHERE id = -:customer_id | POISON | returned none",
                "SELECT email FROM customers WHERE id <> :customer_id | POISON | returned several",
                "SELECT mail FROM customers WHERE id = :customer_id | POISON | check recipient.query",
                "SELECT email FROM customers WHERE id = :customer | POISON | needs the column customer"
            })
    void shouldSayWhatIsWrongWithTheQuery(String query, Failure expected, String message) {
        assertFails(reaction(query), Envelopes.order(1, "NEW"), expected, message);
    }

    @ParameterizedTest
    @CsvSource({"550 no such user, POISON", "450 mailbox busy, RETRIABLE", "421 closing, UNAVAILABLE"})
    void shouldClassifyTheServersAnswer(String answer, Failure expected) {
        // Given
        smtp.answerRecipients(answer);

        // Then
        assertFails(
                reaction("SELECT email FROM customers WHERE id = :customer_id"),
                Envelopes.order(1, "NEW"),
                expected,
                "answer " + answer.substring(0, 3));
    }

    @Test
    void shouldTakeAClosedPortForAnAbsentServer() {
        // Given
        smtp.close();

        // Then
        assertFails(
                reaction("SELECT email FROM customers WHERE id = :customer_id"),
                Envelopes.order(1, "NEW"),
                Failure.UNAVAILABLE,
                "was not taken");
    }

    @Test
    void shouldTakeAnAbsentDatabaseForAnAbsentTarget() throws SQLException {
        // Given
        Login app = stack.endpoints().logins().app();
        RecipientQuery query = new RecipientQuery(
                "jdbc:mysql://127.0.0.1:1/inventory",
                new MailSettings.Credentials(app.user(), app.password()),
                "SELECT email FROM customers WHERE id = :customer_id");

        // Then
        assertFails(reaction(query), Envelopes.order(1, "NEW"), Failure.UNAVAILABLE, "could not be looked up");
    }

    private static void assertFails(MailReaction reaction, ObjectNode row, Failure expected, String message) {
        assertThatThrownBy(() -> reaction.react(created(row)))
                .isInstanceOfSatisfying(
                        ReactionFailure.class,
                        failure -> assertThat(failure.failure()).isEqualTo(expected))
                .hasMessageContaining(message)
                .hasMessageNotContaining("@example.com");
    }

    private MailReaction reaction(String query) {
        Login app = stack.endpoints().logins().app();
        return reaction(new RecipientQuery(
                stack.endpoints().jdbcUrl(), new MailSettings.Credentials(app.user(), app.password()), query));
    }

    private MailReaction reaction(RecipientQuery query) {
        MailSettings settings = new MailSettings(
                "127.0.0.1",
                smtp.port(),
                MailSettings.Tls.NONE,
                Optional.empty(),
                "shop@example.com",
                Duration.ofMinutes(2));
        MailTemplate template = new MailTemplate("Your order {order_number}", "Thank you for {total} {currency}.");
        EventType type = new EventType("ConfirmOrder", new Filter(Set.of(Operation.CREATE), Set.of(), Map.of()));
        return new MailReaction("order-mail", settings, query, List.of(new MailType(type, template)));
    }

    private static RowChange created(ObjectNode row) {
        return decode(Envelopes.create().created(row));
    }

    private static RowChange decode(byte[] event) {
        return new JsonChangeDecoder()
                .decode(new ConsumerRecord<>("t", 0, 0, Envelopes.key(1), event))
                .orElseThrow();
    }
}
