package io.headrace.console.doctor;

import io.headrace.console.deadletter.DeadLetterSummary;
import io.headrace.console.deadletter.ListenerLetters;
import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.ShellWord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether the listener's rules get their changes, and whether they have given some up. */
public final class ListenerChecks {

    private final PipelineEndpoints target;

    /** @param target one with a listener */
    public ListenerChecks(PipelineEndpoints target) {
        this.target = target;
    }

    public List<Check> run() {
        ListenerLetters letters = new ListenerLetters(target);
        Map<String, Long> open = new LinkedHashMap<>();
        letters.rules().forEach(rule -> open.put(rule, 0L));
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok("Listener answers", open.size() + " rule(s)"));
        letters.waiting().forEach((rule, topics) -> checks.add(ready(rule, topics)));
        for (DeadLetterSummary.Group group : letters.groups()) {
            open.merge(group.from().substring(ListenerLetters.RULE.length()), group.open(), Long::sum);
        }
        open.forEach((rule, count) -> checks.add(deadLetters(rule, count)));
        return checks;
    }

    private static Check ready(String rule, List<String> missingTopics) {
        String about = "topics of rule " + rule;
        return missingTopics.isEmpty()
                ? Check.ok(about, "all exist")
                : Check.failed(
                        about,
                        "it is waiting for " + String.join(", ", missingTopics),
                        "it does not react to changes of these tables",
                        "./cdc apply connect-configs    a source creates them once it captures the tables; topic.prefix"
                                + " and tables in cdc-listener.yaml must match the source's");
    }

    private static Check deadLetters(String rule, long open) {
        String about = "dead letters of rule " + rule;
        return open == 0
                ? Check.ok(about, "none open")
                : Check.warning(
                        about,
                        open + " open",
                        "nothing has reacted to these changes",
                        "./cdc dlq replay --all --rule " + ShellWord.of(rule)
                                + "    once the cause is fixed; ./cdc dlq list shows it");
    }
}
