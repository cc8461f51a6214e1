package io.headrace.search.client;

import io.headrace.search.bulk.BulkOperation;
import io.headrace.search.document.DocumentChange.Address;
import io.headrace.search.document.ItemKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which aliases of a bulk request are only deleted from. {@code require_alias} does not hold for deletions: for one with an external
 * version the server makes an index under the name of the missing alias, and calls the deletion done. An update of nothing in the same
 * request asks for the alias, and then no index is made and the deletion fails (found on Elasticsearch 8.19).
 */
final class AliasGuard {
    private AliasGuard() {}

    /** A document of each such alias, which the request itself deletes. */
    static Collection<Address> needed(List<BulkOperation> operations) {
        Map<String, Address> deleted = new HashMap<>();
        Set<String> written = new HashSet<>();
        String last = "";
        for (BulkOperation operation : operations) {
            Address address = operation.write().address();
            if (operation.write().kind() == ItemKind.DELETE) {
                deleted.putIfAbsent(address.index(), address);
            } else if (!address.index().equals(last)) {
                last = address.index();
                written.add(last);
            }
        }
        deleted.keySet().removeAll(written);
        return deleted.values();
    }
}
