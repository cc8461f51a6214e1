/** How records become the bytes of a topic. Class names here are what users write in connector JSON. */
@NullMarked
package io.headrace.transforms.converter;

import org.jspecify.annotations.NullMarked;
