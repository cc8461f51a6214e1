package io.headrace.console.lint;

import io.headrace.console.lint.config.ConfigSection;
import io.headrace.console.lint.config.Connector;
import io.headrace.console.lint.config.SourceTopicNames;
import io.headrace.console.lint.config.Transform;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was not looked at, and why; so that no silence is taken for consent.
 *
 * @param key the setting that stands in the way, or null when it is about the whole file
 */
public record Skipped(String file, @Nullable String key, String message) {

    static List<Skipped> in(Connector c, List<Connector> all) {
        List<Skipped> skipped = new ArrayList<>();
        boolean known = c.isSource() || c.isSink();
        if (!known && c.has("connector.class")) {
            skipped.add(new Skipped(
                    c.file(),
                    "connector.class",
                    "is not a known class: only form, secrets and transforms were checked."));
        }
        for (Transform transform : c.chain()) {
            if (ConfigSection.section(transform.type()) == null) {
                skipped.add(new Skipped(
                        c.file(), transform.prefix() + "type", "is not a known class: its settings were not checked."));
            }
        }
        if (c.isSource()) {
            String lostAt = SourceTopicNames.of(c).lostAt();
            boolean pattern = lostAt.equals("table.include.list");
            if (!lostAt.isEmpty()) {
                skipped.add(new Skipped(
                        c.file(),
                        lostAt,
                        pattern
                                ? "names tables by patterns, or none: only ./cdc validate can see which tables"
                                        + " match, and their keys."
                                : "derives the topics from something that is not in the file: what sinks read"
                                        + " from them can't be determined."));
            }
        }
        boolean alone = all.stream().noneMatch(Connector::isSource);
        if (c.isSink() && alone) {
            skipped.add(new Skipped(
                    c.file(),
                    c.has("topics.regex") ? "topics.regex" : "topics",
                    "was not compared with a source, since none was given; lint both together."));
        }
        for (String converter : List.of("key.converter", "value.converter")) {
            if (known && !c.has(converter)) {
                skipped.add(new Skipped(
                        c.file(), converter, "is missing, so the worker's own applies, which is not known here."));
            }
        }
        return skipped;
    }
}
