package io.headrace.listener.spi;

/** What Kafka's topics may be named, and how Debezium names that of a table. */
public final class TopicName {
    /** The longest name that Kafka takes. */
    private static final int LONGEST = 249;

    private TopicName() {}

    /**
     * The topic to which Debezium writes a table's changes: {@code <prefix>.<database>.<table>}, in which each character that a
     * topic's name can't have is an underscore, and of which no more than 249 characters are left. Two tables may share a topic
     * therefore, such as {@code sales data} and {@code sales_data}; which one a change is of is told by its source.
     *
     * @param table {@code database.table}
     */
    public static String ofTable(String prefix, String table) {
        // By UTF-16 unit, as Debezium does: a character beyond the first 65,536 becomes two underscores.
        StringBuilder name = new StringBuilder(prefix).append('.').append(table);
        for (int i = 0; i < name.length(); i++) {
            if (!isLegal(name.charAt(i))) {
                name.setCharAt(i, '_');
            }
        }
        return name.substring(0, Math.min(name.length(), LONGEST));
    }

    /** Whether Kafka takes a topic of this name. */
    public static boolean isLegal(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().allMatch(sign -> isLegal((char) sign));
    }

    private static boolean isLegal(char sign) {
        return (sign >= 'a' && sign <= 'z')
                || (sign >= 'A' && sign <= 'Z')
                || (sign >= '0' && sign <= '9')
                || sign == '.'
                || sign == '_'
                || sign == '-';
    }
}
