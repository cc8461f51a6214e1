package io.headrace.listener.service.reaction;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/** Parses a text as exactly one address, so that a comma or line break in a column can't add recipients or headers. */
final class MailAddress {

    private MailAddress() {}

    /** @throws IllegalArgumentException if the text is anything else; the message doesn't contain it */
    static InternetAddress require(String text) {
        if (MailTemplate.hasControl(text)) {
            throw new IllegalArgumentException("a mail address needs to be without line breaks and control characters");
        }
        try {
            InternetAddress[] addresses = InternetAddress.parse(text, true);
            if (addresses.length == 1
                    && !addresses[0].isGroup()
                    && addresses[0].getAddress().contains("@")) {
                addresses[0].validate();
                return addresses[0];
            }
        } catch (AddressException e) {
            // Its message quotes the address.
        }
        throw new IllegalArgumentException("needs exactly one mail address, as user@host");
    }
}
