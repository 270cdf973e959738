package dev.sluice.wire.canonical;

/** Who says a message. */
public enum Role {
  /** Whoever runs the application; stands above the user. */
  SYSTEM,
  /** The same under its younger name, which some models tell from the first. */
  DEVELOPER,
  /** The user, and the tools that answer for them. */
  USER,
  /** The model. */
  ASSISTANT
}
