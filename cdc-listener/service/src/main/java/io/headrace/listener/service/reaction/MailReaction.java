package io.headrace.listener.service.reaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.change.RowChange;
import io.headrace.listener.reaction.Failure;
import io.headrace.listener.reaction.Message;
import io.headrace.listener.reaction.Reaction;
import io.headrace.listener.reaction.ReactionFailure;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * Sends plain-text mails by SMTP, at least once; each try of a change has the same {@code Message-ID}. The recipient is looked up in
 * the database.
 *
 * <p>The reply of the SMTP server decides what happens: after 5xx the change goes to the dead letters, 4xx for the recipient is retried
 * within limits, and a server that is away, busy or refuses the login is tried until it accepts the mail. Reacting blocks the calling
 * thread, and opens a connection for each mail.
 */
public final class MailReaction implements Reaction {
    private static final int BUSY = 421;

    private final String rule;
    private final MailSettings settings;
    private final RecipientQuery recipients;
    private final List<MailType> mails;
    private final Session session;

    /**
     * @param rule distinguishes the mails from those that another rule sends for the same changes
     * @param mails the first whose filter a change passes is sent
     */
    public MailReaction(String rule, MailSettings settings, RecipientQuery recipients, List<MailType> mails) {
        this.rule = rule;
        this.settings = settings;
        this.recipients = recipients;
        this.mails = List.copyOf(mails);
        this.session = Session.getInstance(properties(settings));
    }

    private static Properties properties(MailSettings settings) {
        String scheme = protocol(settings);
        Properties properties = new Properties();
        String timeout = Long.toString(settings.timeout().toMillis());
        properties.put("mail." + scheme + ".connectiontimeout", timeout);
        properties.put("mail." + scheme + ".timeout", timeout);
        properties.put("mail." + scheme + ".writetimeout", timeout);
        properties.put("mail." + scheme + ".ssl.checkserveridentity", "true");
        if (settings.tls() == MailSettings.Tls.STARTTLS) {
            properties.put("mail.smtp.starttls.enable", "true");
            properties.put("mail.smtp.starttls.required", "true");
        }
        return properties;
    }

    private static String protocol(MailSettings settings) {
        return settings.tls() == MailSettings.Tls.TLS ? "smtps" : "smtp";
    }

    @Override
    public CompletionStage<List<Message>> react(RowChange change) {
        Optional<ObjectNode> row = change.row();
        Optional<MailType> mail = mails.stream()
                .filter(type -> type.event().filter().matches(change))
                .findFirst();
        if (row.isPresent() && mail.isPresent()) {
            send(mail.get(), row.get(), change);
        }
        return CompletableFuture.completedFuture(List.of());
    }

    private void send(MailType mail, ObjectNode row, RowChange change) {
        String subject = mail.template().subject(row);
        String text = mail.template().text(row);
        InternetAddress recipient;
        try {
            recipient = MailAddress.require(recipients.address(change));
        } catch (IllegalArgumentException e) {
            throw new ReactionFailure(Failure.POISON, "the recipient that was looked up: " + e.getMessage(), null);
        }
        try (Transport transport = session.getTransport(protocol(settings))) {
            MimeMessage message = new Identified(session, id(mail.event().type(), change));
            message.setFrom(MailAddress.require(settings.from()));
            message.setRecipient(MimeMessage.RecipientType.TO, recipient);
            message.setSubject(subject, StandardCharsets.UTF_8.name());
            message.setText(text, StandardCharsets.UTF_8.name());
            message.setSentDate(Date.from(change.origin().committedAt()));
            message.saveChanges();
            connect(transport);
            transport.sendMessage(message, message.getAllRecipients());
        } catch (MessagingException e) {
            throw failure(e);
        }
    }

    private void connect(Transport transport) throws MessagingException {
        MailSettings.Credentials login = settings.login().orElse(null);
        transport.connect(
                settings.host(),
                settings.port(),
                login == null ? null : login.user(),
                login == null ? null : login.password());
    }

    /** Keeps only the reply's code, because its text may quote the address. */
    private ReactionFailure failure(MessagingException error) {
        int code = code(error);
        Failure failure =
                code / 100 == 5 ? Failure.POISON : code == 0 || code == BUSY ? Failure.UNAVAILABLE : Failure.RETRIABLE;
        if (error instanceof SendFailedException && code == 0) {
            failure = Failure.RETRIABLE;
        }
        String why = code == 0 ? error.getClass().getSimpleName() : "answer " + code;
        return new ReactionFailure(failure, settings + " was not taken: " + why, null);
    }

    private static int code(Exception error) {
        for (Exception e = error; e instanceof MessagingException next; e = next.getNextException()) {
            if (e instanceof SMTPAddressFailedException address) {
                return address.getReturnCode();
            }
            if (e instanceof SMTPSendFailedException send
                    && send.getReturnCode() >= 400
                    && send.getNextException() == null) {
                return send.getReturnCode();
            }
        }
        return 0;
    }

    /** Returns the mail's id: the same for each try of a change, and different from that of any other mail. */
    private String id(String type, RowChange change) {
        return "<" + HexFormat.of().formatHex(MessageId.hash(rule, type, change), 0, 16) + "@headrace>";
    }

    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
