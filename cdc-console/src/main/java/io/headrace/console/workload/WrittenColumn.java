package io.headrace.console.workload;

/**
 * A column that a statement gives a value to.
 *
 * @param type as MySQL writes it, {@code decimal(10,2)}, in lower case
 * @param isUnique whether its values, alone or with others, must differ from row to row
 * @param next the first whole number that is free, of a unique column of whole numbers; 0 for none
 * @param srid of a shape; 0 for none
 */
record WrittenColumn(String name, String dataType, String type, boolean isUnique, long next, long srid) {}
