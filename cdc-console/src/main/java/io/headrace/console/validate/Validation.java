package io.headrace.console.validate;

import io.headrace.console.doctor.Diagnosis;
import io.headrace.console.server.SettingError;
import java.util.List;

/**
 * What a worker, MySQL and Elasticsearch say of connector files before they are applied.
 *
 * @param valid no setting and no check failed
 * @param checks what the servers must be like for these connectors
 */
public record Validation(boolean valid, List<Connector> connectors, List<Diagnosis.Check> checks) {

    public Validation {
        connectors = List.copyOf(connectors);
        checks = List.copyOf(checks);
    }

    /** @param errors none when the worker would take it */
    public record Connector(String name, String type, List<SettingError> errors) {
        public Connector {
            errors = List.copyOf(errors);
        }
    }
}
