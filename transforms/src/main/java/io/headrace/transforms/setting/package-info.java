/** Options and validators that the settings of several transforms share. */
@NullMarked
package io.headrace.transforms.setting;

import org.jspecify.annotations.NullMarked;
