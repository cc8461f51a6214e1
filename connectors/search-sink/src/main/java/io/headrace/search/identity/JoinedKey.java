package io.headrace.search.identity;

import io.headrace.search.failure.RecordException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The texts of a key's fields as one: a lone one as it is, several with a separator between them. Stateless. */
record JoinedKey(String separator) {
    /** @param texts null for a field that is missing or null */
    String of(List<String> names, Function<String, @Nullable String> texts) {
        if (names.size() == 1) {
            return required(names.get(0), texts);
        }
        StringBuilder joined = new StringBuilder();
        String between = "";
        for (String name : names) {
            joined.append(between).append(escaped(required(name, texts), "Key field " + name));
            between = separator;
        }
        return joined.toString();
    }

    private static String required(String name, Function<String, @Nullable String> texts) {
        String text = texts.apply(name);
        if (text == null) {
            throw KeyFieldText.unfit("Key field " + name, "is missing or null");
        }
        return text;
    }

    /** So that ("a:", "b") and ("a", ":b") stay two documents. */
    String escaped(String text, String what) {
        String escaped = text.replace("\\", "\\\\").replace(separator, "\\" + separator);
        if (separator.length() > 1 && seemsToEndEarlier(escaped)) {
            throw new RecordException(what + " ends as document.id.separator=" + separator
                    + " begins, so that its document's id could be another row's. Set document.id.separator to one"
                    + " character, in a new index.");
        }
        return escaped;
    }

    /** Whether a separator behind the text would be found before its place. */
    private boolean seemsToEndEarlier(String escaped) {
        int last = Math.max(0, escaped.length() - separator.length() + 1);
        for (int at = last; at < escaped.length(); at++) {
            if ((escaped.substring(at) + separator).startsWith(separator)) {
                return true;
            }
        }
        return false;
    }
}
