/** What shows a pipeline at work: the demo, its workload, and the tail of a topic. */
@NullMarked
package io.headrace.console.demo;

import org.jspecify.annotations.NullMarked;
