package io.headrace.console.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether a user of the search server may do what a sink needs. */
public final class SinkPrivileges {

    private SinkPrivileges() {}

    /** A server without security lets everybody. */
    public static Check of(SearchRest search, String index) {
        String about = "privileges on " + index;
        ObjectNode asked = Rest.JSON.createObjectNode();
        asked.putArray("cluster").add("monitor");
        ObjectNode names = asked.putArray("index").addObject();
        names.putArray("names").add(index);
        names.putArray("privileges").add("write").add("view_index_metadata");
        Rest.Answer answer = search.rest().post("/_security/user/_has_privileges", asked.toString());
        if (!answer.ok()) {
            return Check.ok(about, "the server has no security, or does not report privileges");
        }
        List<String> missing = new ArrayList<>();
        lacking(answer.body().path("cluster"), "cluster ", missing);
        lacking(answer.body().path("index").path(index), "", missing);
        return missing.isEmpty()
                ? Check.ok(about, "sufficient for a sink")
                : Check.failed(
                        about,
                        "this user lacks " + String.join(", ", missing),
                        "a sink with these credentials stops at its first request",
                        search.putCommand(
                                        "/_security/role/headrace-" + index,
                                        Map.of(
                                                "cluster",
                                                List.of("monitor"),
                                                "indices",
                                                List.of(Map.of(
                                                        "names",
                                                        List.of(index, index + "-v*"),
                                                        "privileges",
                                                        List.of("write", "view_index_metadata")))))
                                + "    as an administrator; then give the role headrace-" + index + " to the user");
    }

    private static void lacking(JsonNode privileges, String scope, List<String> missing) {
        privileges.properties().forEach(privilege -> {
            if (!privilege.getValue().asBoolean()) {
                missing.add(scope + privilege.getKey());
            }
        });
    }
}
