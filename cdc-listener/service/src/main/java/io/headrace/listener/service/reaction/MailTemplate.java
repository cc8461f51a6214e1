package io.headrace.listener.service.reaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.reaction.Failure;
import io.headrace.listener.reaction.ReactionFailure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail's subject and text, in which {@code {column}} stands for a column of the row, and a doubled brace for a single one. A subject
 * with a control character is refused, because a line break would start another header.
 */
public final class MailTemplate {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{|}}|\\{([A-Za-z_][A-Za-z0-9_]*)}|[{}]");

    private final String subject;
    private final String text;

    /** @throws IllegalArgumentException if a brace is neither doubled nor part of a placeholder, or the subject is not one line */
    public MailTemplate(String subject, String text) {
        this.subject = check("subject", subject);
        this.text = check("text", text);
        if (hasControl(subject)) {
            throw new IllegalArgumentException("the subject of a mail must be one line without control characters");
        }
    }

    private static String check(String what, String template) {
        Matcher matcher = PLACEHOLDER.matcher(template);
        while (matcher.find()) {
            if (matcher.group().length() == 1) {
                throw new IllegalArgumentException("the " + what + " of a mail has a single " + matcher.group()
                        + " at character " + (matcher.start() + 1) + "; write {column}, or "
                        + matcher.group().repeat(2)
                        + " for a literal brace");
            }
        }
        return template;
    }

    String subject(ObjectNode row) {
        String filled = fill("subject", subject, row);
        if (hasControl(filled)) {
            throw new ReactionFailure(
                    Failure.POISON,
                    "the mail's subject would contain a line break or another control character from a column of the"
                            + " row, which could add headers; it is not sent",
                    null);
        }
        return filled;
    }

    String text(ObjectNode row) {
        return fill("text", text, row);
    }

    private static String fill(String what, String template, ObjectNode row) {
        Matcher matcher = PLACEHOLDER.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String column = matcher.group(1);
            String value = column == null ? matcher.group().substring(0, 1) : value(what, column, row);
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(filled).toString();
    }

    private static String value(String what, String column, ObjectNode row) {
        JsonNode value = row.get(column);
        if (value == null) {
            throw new ReactionFailure(
                    Failure.POISON,
                    "the mail's " + what + " names the column " + column + ", which the row does not have",
                    null);
        }
        return value.isNull() ? "" : ColumnText.of(value);
    }

    static boolean hasControl(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}
