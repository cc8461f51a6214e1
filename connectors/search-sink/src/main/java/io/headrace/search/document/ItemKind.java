package io.headrace.search.document;

/** What a bulk item asks of its document; its name on the wire. */
public enum ItemKind {
    INDEX("index"),
    CREATE("create"),
    UPSERT("update"),
    DELETE("delete");

    private final String wireName;

    ItemKind(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** Whether the item replaces or removes the whole document, so that only the newest of several counts. */
    public boolean replacesAll() {
        return this == INDEX || this == DELETE;
    }
}
