package io.headrace.e2e.generate;

import java.util.ArrayList;
import java.util.List;

/** Makes of a seed the tables, statements and settings that it stands for: the same each time. */
final class ScenarioGenerator {

    private final Chance chance;
    private final Way way;
    private final long seed;
    private final List<Step> steps = new ArrayList<>();
    private final List<TableModel> tables = new ArrayList<>();
    private final TableGenerator tableGenerator;
    private final AlterSql alterations;
    private Step.Phase phase = Step.Phase.BEFORE;

    private ScenarioGenerator(long seed, Excluded excluded) {
        this.seed = seed;
        this.way = Way.of(seed, excluded);
        this.chance = new Chance(seed, excluded);
        this.tableGenerator = new TableGenerator(chance, way);
        this.alterations = new AlterSql(chance, tableGenerator);
    }

    static Scenario of(long seed, Excluded excluded) {
        return new ScenarioGenerator(seed, excluded).make();
    }

    private Scenario make() {
        create("t0");
        if (chance.oneIn(3)) {
            create("t1");
        }
        if (ForeignType.isOne(tables.get(0).key())
                && !tables.get(0).isPartitioned()
                && chance.oneIn(3, Feature.FOREIGN_KEYS)) {
            addTable(tableGenerator.child("child", tables.get(0)));
        }
        rows(3 + chance.below(6));
        phase = Step.Phase.STREAM;
        if (chance.oneIn(3, Feature.TABLES_WHILE_STREAMING)) {
            create("s0");
        }
        rows(8 + chance.below(10));
        if (chance.oneIn(2, Feature.ALTERATIONS)) {
            int count = 1 + chance.below(3);
            for (int i = 0; i < count; i++) {
                alter();
                rows(3 + chance.below(4));
            }
        }
        new Oddities(chance, this::add).between(tables, this::rows);
        rows(3 + chance.below(5));
        return new Scenario(seed, Long.toString(seed), way, steps);
    }

    private void create(String name) {
        addTable(tableGenerator.table(name));
    }

    private void addTable(TableModel table) {
        tables.add(table);
        boolean hidden = table.key() == KeyShape.GENERATED_INVISIBLE;
        if (hidden) {
            add("SET SESSION sql_generate_invisible_primary_key = ON");
        }
        add(TableSql.create(table));
        if (hidden) {
            add("SET SESSION sql_generate_invisible_primary_key = OFF");
        }
    }

    private void alter() {
        int index = chance.below(tables.size());
        boolean swap =
                chance.oneIn(4, Feature.SWAPS) && tables.get(index).foreignKey().isEmpty();
        AlterSql.Altered altered = swap ? alterations.swap(tables.get(index)) : alterations.any(tables.get(index));
        altered.statements().forEach(this::add);
        tables.set(index, altered.table());
    }

    /** So many statements on rows, some of them in transactions. */
    private void rows(int count) {
        int left = count;
        while (left > 0) {
            int size = chance.oneIn(3) ? 2 + chance.below(4) : 1;
            left -= size;
            if (size == 1) {
                add(row());
            } else {
                transaction(size);
            }
        }
    }

    private String row() {
        return rowSql().any();
    }

    private RowSql rowSql() {
        return new RowSql(chance, chance.of(tables));
    }

    private void transaction(int size) {
        add("BEGIN");
        for (int i = 0; i < size; i++) {
            if (chance.oneIn(5)) {
                add("SAVEPOINT s");
                add(row());
                add("ROLLBACK TO SAVEPOINT s");
            }
            add(row());
        }
        TableModel table = chance.of(tables);
        if (chance.oneIn(4) && !table.key().parts().isEmpty()) {
            new RowSql(chance, table).swap().forEach(this::add);
        }
        add(chance.oneIn(4) ? "ROLLBACK" : "COMMIT");
    }

    private void add(String sql) {
        steps.add(new Step(phase, sql));
    }
}
