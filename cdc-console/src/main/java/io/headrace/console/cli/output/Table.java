package io.headrace.console.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Text in aligned columns. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... header) {
        rows.add(List.of(header));
    }

    public Table row(String... cells) {
        rows.add(Arrays.asList(cells));
        return this;
    }

    public void print(Output output) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            output.line(line.toString().stripTrailing());
        }
    }
}
