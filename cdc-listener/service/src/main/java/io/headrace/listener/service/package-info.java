/** The listener service: its entry point, configuration in YAML, wiring and HTTP API. */
@NullMarked
package io.headrace.listener.service;

import org.jspecify.annotations.NullMarked;
