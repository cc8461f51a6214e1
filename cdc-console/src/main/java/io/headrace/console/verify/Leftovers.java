package io.headrace.console.verify;

import io.headrace.console.server.SearchRest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which documents without a row by their id may go. One goes only where that loses no row its document:
 *
 * <ul>
 *   <li>the row whose key the document holds has a document under its own id, or is gone; or
 *   <li>where its row can't be told, every row of the table has a document under its own id, so that this one is nobody's.
 * </ul>
 */
final class Leftovers {

    private static final int BATCH = 2_000;
    /** With more rows that have no document, something else is wrong first. */
    private static final int AWAITED = 1_000;

    private final VerifySession session;
    private @Nullable Boolean complete;

    Leftovers(VerifySession session) {
        this.session = session;
    }

    boolean isOne(SearchRest.Document document) throws SQLException {
        OwnRow.Answer answer = session.ownRow.of(document.source());
        if (answer instanceof OwnRow.Found found) {
            String id = found.row().id();
            return !id.equals(document.id())
                    && !session.documents.existing(List.of(id)).isEmpty();
        }
        return answer == OwnRow.Absent.GONE || eachRowHasItsDocument();
    }

    private boolean eachRowHasItsDocument() throws SQLException {
        if (complete == null) {
            complete = look();
        }
        return complete;
    }

    private boolean look() throws SQLException {
        List<String> without = new ArrayList<>();
        List<String> after = null;
        List<TableReader.Row> batch;
        do {
            batch = session.table.nextKeys(after, BATCH);
            if (!batch.isEmpty()) {
                after = batch.get(batch.size() - 1).key();
                without.addAll(
                        withoutDocument(batch.stream().map(TableReader.Row::id).toList()));
            }
        } while (batch.size() == BATCH && without.size() <= AWAITED);
        return without.isEmpty() || (without.size() <= AWAITED && haveArrived(without));
    }

    /** Rows that were just written, or sent again, may be on their way. */
    private boolean haveArrived(List<String> ids) throws SQLException {
        return session.awaitIndexed()
                && session.table.existing(withoutDocument(ids)).isEmpty();
    }

    private List<String> withoutDocument(List<String> ids) {
        Set<String> existing = session.documents.existing(ids);
        return ids.stream().filter(id -> !existing.contains(id)).toList();
    }
}
