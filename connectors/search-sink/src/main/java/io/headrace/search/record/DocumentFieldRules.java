package io.headrace.search.record;

import io.headrace.search.config.FieldSettings;
import io.headrace.search.json.DottedPath;
import io.headrace.search.json.JsonBuffer;
import io.headrace.search.json.JsonFields;
import io.headrace.search.json.JsonSlice;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leaves fields out of documents and renames them. Works on the JSON text, so that it does the same to a document
 * whichever form it came in. Paths lead through arrays to the objects in them. Used by the task thread only.
 */
final class DocumentFieldRules {
    private final Node root = new Node();
    private final boolean keepsAll;

    /** What is known about one path. */
    private static final class Node {
        private final Map<String, Node> children = new HashMap<>();
        private boolean kept;
        private boolean dropped;
        private @Nullable String newName;

        Node at(DottedPath path) {
            Node node = this;
            for (String name : path.names()) {
                node = node.children.computeIfAbsent(name, absent -> new Node());
            }
            return node;
        }

        /** Whether something below is to be kept although this is not. */
        boolean leadsToKept() {
            return kept || children.values().stream().anyMatch(Node::leadsToKept);
        }
    }

    DocumentFieldRules(FieldSettings settings) {
        keepsAll = settings.include().isEmpty();
        settings.include().forEach(path -> root.at(DottedPath.parse("fields.include", path)).kept = true);
        settings.exclude().forEach(path -> root.at(DottedPath.parse("fields.exclude", path)).dropped = true);
        settings.rename().forEach((path, name) -> root.at(DottedPath.parse("fields.rename", path)).newName = name);
    }

    JsonSlice apply(JsonSlice document) {
        JsonBuffer out = new JsonBuffer(document.length() + 64);
        write(out, document.bytes(), document.offset(), document.offset() + document.length(), root, keepsAll);
        return JsonSlice.of(out.toBytes());
    }

    private void write(JsonBuffer out, byte[] in, int from, int to, @Nullable Node node, boolean kept) {
        boolean untouched = kept && (node == null || node.children.isEmpty());
        if (untouched || (in[from] != '{' && in[from] != '[')) {
            out.raw(in, from, to - from);
        } else if (in[from] == '{') {
            object(out, in, from, to, node, kept);
        } else {
            array(out, in, from, to, node, kept);
        }
    }

    private void object(JsonBuffer out, byte[] in, int from, int to, @Nullable Node node, boolean kept) {
        out.raw('{');
        boolean first = true;
        for (Map.Entry<String, int[]> field : JsonFields.slices(in, from, to).entrySet()) {
            Node child = node == null ? null : node.children.get(field.getKey());
            boolean childKept = kept || (child != null && child.kept);
            if ((child != null && child.dropped) || !(childKept || (child != null && child.leadsToKept()))) {
                continue;
            }
            String name = child == null || child.newName == null ? field.getKey() : child.newName;
            (first ? out : out.raw(',')).string(name).raw(':');
            first = false;
            write(out, in, field.getValue()[0], field.getValue()[1], child, childKept);
        }
        out.raw('}');
    }

    private void array(JsonBuffer out, byte[] in, int from, int to, @Nullable Node node, boolean kept) {
        out.raw('[');
        boolean first = true;
        for (int[] element : JsonFields.elements(in, from, to)) {
            boolean container = in[element[0]] == '{' || in[element[0]] == '[';
            if (kept || container) {
                if (!first) {
                    out.raw(',');
                }
                first = false;
                write(out, in, element[0], element[1], node, kept);
            }
        }
        out.raw(']');
    }
}
