package io.headrace.e2e.generate;

import java.util.Random;

/**
 * A column.
 *
 * @param rest what follows the type in its definition: nullability, default, invisibility, or what it is generated from
 */
record Column(String name, ColumnType type, String rest) {

    boolean isNullable() {
        return !rest.contains("NOT NULL");
    }

    /** Whether statements leave it out, since MySQL computes it. */
    boolean isGenerated() {
        return rest.contains("GENERATED ALWAYS");
    }

    boolean isInvisible() {
        return rest.contains("INVISIBLE");
    }

    String definition() {
        return "`" + name + "` " + type.declaration() + (rest.isEmpty() ? "" : " " + rest);
    }

    String literal(Random random) {
        int dice = random.nextInt(10);
        if (dice == 0 && isNullable()) {
            return "NULL";
        }
        return dice == 1 && (isNullable() || rest.contains("DEFAULT")) ? "DEFAULT" : type.literal(random);
    }

    Column named(String other) {
        return new Column(other, type, rest);
    }
}
