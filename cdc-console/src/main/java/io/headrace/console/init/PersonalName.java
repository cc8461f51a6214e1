package io.headrace.console.init;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names that columns about a person often have: a hint to a person, not a decision. */
final class PersonalName {

    /** Each as a part of the name between underscores or capitals. */
    private static final Set<String> WORDS = Set.of(
            "email",
            "mail",
            "phone",
            "mobile",
            "telephone",
            "fax",
            "firstname",
            "lastname",
            "surname",
            "fullname",
            "birthday",
            "birthdate",
            "dob",
            "ssn",
            "passport",
            "iban",
            "street",
            "address",
            "address1",
            "address2",
            "postcode",
            "zip",
            "ip",
            "password",
            "secret",
            "token",
            "gender",
            "salary");

    private static final Pattern SEVERAL_WORDS =
            Pattern.compile(".*(e_mail|first_name|last_name|full_name|middle_name|birth_date|date_of_birth|ip_address"
                    + "|tax_id|credit_card|card_number|account_number).*");

    private PersonalName() {}

    static boolean is(String column) {
        String words = column.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        for (String word : words.split("[_\\W]+", -1)) {
            if (WORDS.contains(word)) {
                return true;
            }
        }
        return SEVERAL_WORDS.matcher(words).matches();
    }
}
