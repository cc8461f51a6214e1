package io.headrace.console.doctor;

import io.headrace.console.doctor.Diagnosis.Check;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks of many tables, topics and indices: what is in order with many of them is one line, all else is told of each. */
public final class TableChecks {

    /** What a check is about. */
    public enum Subject {
        TABLE("table", "tables"),
        TOPIC("topic", "topics"),
        INDEX("index", "indices");

        private final String one;
        private final String many;

        Subject(String one, String many) {
            this.one = one;
            this.many = many;
        }

        private String of(String kind, int count) {
            return kind.equals(one + " ") ? count + " " + many : kind + count + " " + many;
        }
    }

    private record Group(Subject subject, String kind) {}

    private final int oneByOne;
    private final Map<Group, List<Check>> right = new LinkedHashMap<>();
    private final List<Check> others = new ArrayList<>();

    /** @param oneByOne up to how many checks of a kind are told of each although all is in order */
    public TableChecks(int oneByOne) {
        this.oneByOne = oneByOne;
    }

    /**
     * @param name of the table, topic or index
     * @param checks those whose names end with it are of one kind if what comes before is equal
     */
    public void add(Subject subject, String name, List<Check> checks) {
        for (Check check : checks) {
            if (check.result() == Diagnosis.Result.OK && check.about().endsWith(name)) {
                String kind = check.about().substring(0, check.about().length() - name.length());
                right.computeIfAbsent(new Group(subject, kind), any -> new ArrayList<>())
                        .add(check);
            } else {
                others.add(check);
            }
        }
    }

    /** What is not in order comes in the order in which it was added, after what is. */
    public List<Check> told() {
        List<Check> told = new ArrayList<>();
        right.forEach((group, checks) -> {
            if (checks.size() <= oneByOne) {
                told.addAll(checks);
            } else {
                long ways = checks.stream().map(Check::found).distinct().count();
                told.add(Check.ok(
                        group.subject().of(group.kind(), checks.size()),
                        ways == 1 ? checks.get(0).found() : "nothing wrong"));
            }
        });
        told.addAll(others);
        return told;
    }
}
