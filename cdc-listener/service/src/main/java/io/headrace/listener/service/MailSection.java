package io.headrace.listener.service;

import io.headrace.listener.service.reaction.EventType;
import io.headrace.listener.service.reaction.Filter;
import io.headrace.listener.service.reaction.MailSettings;
import io.headrace.listener.service.reaction.MailSettings.Credentials;
import io.headrace.listener.service.reaction.MailSettings.Tls;
import io.headrace.listener.service.reaction.MailTemplate;
import io.headrace.listener.service.reaction.MailType;
import io.headrace.listener.service.reaction.RecipientQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a rule's {@code mail} section. */
final class MailSection {
    private static final Map<String, Tls> TLS = new LinkedHashMap<>();

    static {
        TLS.put("starttls", Tls.STARTTLS);
        TLS.put("tls", Tls.TLS);
        TLS.put("none", Tls.NONE);
    }

    private MailSection() {}

    /** Returns empty if the section has mistakes. */
    static Optional<RuleReaction> read(YamlSection section, Filter filter) {
        Optional<RuleReaction.Recipient> recipient =
                section.section("recipient").flatMap(MailSection::recipient);
        if (!section.has("recipient")) {
            section.mistake(
                    "mail.recipient is needed: url, user, password and query, because topics hold no addresses");
        }
        List<MailType> mails = new ArrayList<>();
        for (YamlSection mail : section.sections("mails")) {
            mail(mail).ifPresent(mails::add);
        }
        if (mails.isEmpty()) {
            section.mistake("mail.mails is needed: at least one mail with type, subject and text");
        }
        Optional<MailSettings> settings = settings(section);
        section.rejectUnknownKeys();
        return settings.isPresent() && recipient.isPresent()
                ? Optional.of(new RuleReaction.Mail(filter, settings.get(), recipient.get(), mails))
                : Optional.empty();
    }

    private static Optional<MailSettings> settings(YamlSection section) {
        String host = section.required("host", "the SMTP server");
        Tls tls = section.choice("tls", Tls.STARTTLS, TLS);
        int port = section.integer("port", tls == Tls.TLS ? 465 : 587, 1, 65_535);
        Optional<Credentials> login = section.text("user")
                .filter(user -> !user.isBlank())
                .map(user -> new Credentials(user, section.text("password", "")));
        section.has("password");
        String from = section.required("from", "the sender's address");
        Duration timeout = section.duration("timeout", Duration.ofSeconds(10));
        try {
            return Optional.of(new MailSettings(host, port, tls, login, from, timeout));
        } catch (IllegalArgumentException e) {
            section.mistake("from", "mail.from: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<RuleReaction.Recipient> recipient(YamlSection section) {
        String url = section.required("url", "a JDBC address such as jdbc:mysql://host:3306/database");
        String user = section.required("user", "who may read the addresses");
        String password = section.text("password", "");
        String query = section.required("query", "such as SELECT email FROM customers WHERE id = :customer_id");
        section.rejectUnknownKeys();
        Credentials login = new Credentials(user, password);
        try (RecipientQuery checked = new RecipientQuery(url, login, query)) {
            return Optional.of(new RuleReaction.Recipient(url, login, query));
        } catch (IllegalArgumentException e) {
            section.mistake("query", "mail.recipient.query " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<MailType> mail(YamlSection section) {
        EventType type = new EventType(
                section.required("type", "the mail's name, such as ConfirmOrder"), RuleSection.filter(section));
        String subject = section.required("subject", "one line, with columns as {column}");
        String text = section.required("text", "the mail's text, with columns as {column}");
        section.rejectUnknownKeys();
        try {
            return Optional.of(new MailType(type, new MailTemplate(subject, text)));
        } catch (IllegalArgumentException e) {
            section.mistake(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
