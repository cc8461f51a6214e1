/** Steps on text: keyed tokens for personal data, and truncation. */
@NullMarked
package io.headrace.transforms.text;

import org.jspecify.annotations.NullMarked;
