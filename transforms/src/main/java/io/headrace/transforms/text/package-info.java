/** Steps on text: keyed tokens in place of personal data, truncation. */
@NullMarked
package io.headrace.transforms.text;

import org.jspecify.annotations.NullMarked;
