package dev.sluice.routing;

import dev.sluice.model.Plan;
import dev.sluice.model.Target;

/** Short forms of why a plan is as it is. */
public final class Explanations {
  private static final int LONGEST = 200;

  private Explanations() {}

  /** The plan in at most 200 printable characters of ASCII, for a header; without secrets. */
  public static String brief(Plan plan) {
    StringBuilder text = new StringBuilder(plan.strategy().id()).append(':');
    for (Target target : plan.targets()) {
      text.append(' ').append(target.id());
    }
    for (Plan.Excluded out : plan.excluded()) {
      text.append("; ").append(out.target()).append(' ').append(out.why().id());
    }
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) < ' ' || text.charAt(at) > '~') {
        text.setCharAt(at, '?');
      }
    }
    return text.substring(0, Math.min(LONGEST, text.length()));
  }
}
