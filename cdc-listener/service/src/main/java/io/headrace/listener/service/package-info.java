/** The service: main, YAML configuration, wiring. */
@NullMarked
package io.headrace.listener.service;

import org.jspecify.annotations.NullMarked;
