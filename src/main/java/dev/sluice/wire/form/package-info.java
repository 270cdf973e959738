/** Forms of several parts (multipart/form-data), read as they pass. */
@NullMarked
@CheckReturnValue
package dev.sluice.wire.form;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
