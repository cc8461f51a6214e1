package io.headrace.e2e.generate;

/** The column type of a foreign key: the one of the parent's key, of which only some are made. */
record ForeignType(String declaration) {

    ColumnType columnType() {
        return switch (declaration) {
            case "INT" -> ColumnType.INT;
            case "BIGINT" -> ColumnType.BIGINT;
            case "SMALLINT UNSIGNED" -> ColumnType.SMALLINT_U;
            case "BIGINT UNSIGNED" -> ColumnType.BIGINT_U;
            default -> throw new IllegalArgumentException("no foreign keys of " + declaration);
        };
    }

    static boolean isOne(KeyShape key) {
        return switch (key) {
            case INT, AUTO_INCREMENT, BIGINT, SMALLINT_U, BIGINT_U -> true;
            default -> false;
        };
    }
}
