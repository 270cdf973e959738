/** What the control API tells and does, as plain records; HTTP is the door's affair. */
@NullMarked
@CheckReturnValue
package dev.sluice.admin;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
