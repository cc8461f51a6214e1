package io.headrace.console.verify;

import io.headrace.console.pipeline.DocumentKeys;
import io.headrace.console.server.SearchRest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks at documents that have no row by their id once more, by the key that the document itself holds: a hashed id can't be
 * read back, and an id may have been made by another rule than the sink's settings say.
 */
final class SecondLook {

    /**
     * What is left of the drift.
     *
     * @param misnamed documents whose row is there and has no document of its own id
     */
    record Result(Drift drift, int misnamed) {}

    private static final int MOST = 200;

    private final VerifySession session;

    SecondLook(VerifySession session) {
        this.session = session;
    }

    /** @throws io.headrace.console.server.Problem when a row that is there is not found by its key */
    Result at(Drift drift) throws SQLException {
        Set<String> theirs = new HashSet<>();
        int misnamed = 0;
        for (SearchRest.Document document :
                session.stored(worthALook(drift.extra())).values()) {
            if (!(session.ownRow.of(document.source()) instanceof OwnRow.Found found)) {
                continue;
            }
            String id = found.row().id();
            if (id.equals(document.id())) {
                if (!DocumentKeys.isHash(document.id())) {
                    throw session.unreadable();
                }
                theirs.add(id);
            } else if (session.documents.existing(List.of(id)).isEmpty()) {
                misnamed++;
            }
        }
        return new Result(drift.withoutExtra(theirs), misnamed);
    }

    /** All hashed ids, and some of the others. */
    private static List<String> worthALook(List<String> extra) {
        List<String> ids =
                new ArrayList<>(extra.stream().filter(DocumentKeys::isHash).toList());
        extra.stream().filter(id -> !DocumentKeys.isHash(id)).limit(MOST).forEach(ids::add);
        return ids;
    }
}
