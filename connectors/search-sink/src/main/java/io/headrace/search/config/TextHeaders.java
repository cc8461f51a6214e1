package io.headrace.search.config;

import io.headrace.search.config.IdentitySettings.IdSource;
import io.headrace.search.config.IdentitySettings.RoutingSource;
import org.apache.kafka.common.config.AbstractConfig;

/**
 * Ids and routes that come from headers have to be the text that the producer wrote. Connect's usual header converter
 * guesses a type for each text instead: 007 becomes the number 7 and 2026-11-30 a date, and two rows one document
 * (findings/connect-header-text-changes-type.sh).
 */
final class TextHeaders {
    private static final String CONVERTER = "header.converter";
    private static final String GUESSES = "org.apache.kafka.connect.storage.SimpleHeaderConverter";

    private TextHeaders() {}

    static void require(AbstractConfig config, IdSource id, RoutingSource routing) {
        boolean ofIds = id == IdSource.HEADER;
        if (!ofIds && routing != RoutingSource.HEADER) {
            return;
        }
        Object converter = config.originals().get(CONVERTER);
        if (converter == null || converter.equals(GUESSES)) {
            throw new SettingException(
                    ofIds ? IdentityFragment.ID : IdentityFragment.ROUTING,
                    "header",
                    "needs " + CONVERTER + "=org.apache.kafka.connect.storage.StringConverter in this connector, and "
                            + (converter == null ? "none is set" : "it is " + converter)
                            + ": Connect's default one reads a header of 007 as the number 7, so that different rows"
                            + " get one "
                            + (ofIds ? "id" : "route"));
        }
    }
}
