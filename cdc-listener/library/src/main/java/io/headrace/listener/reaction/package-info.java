/** What a listener does about a change, what that returns, and what its failure means. */
@NullMarked
package io.headrace.listener.reaction;

import org.jspecify.annotations.NullMarked;
