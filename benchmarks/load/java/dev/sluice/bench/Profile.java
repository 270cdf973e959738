package dev.sluice.bench;

/**
 * How long and how often is measured.
 *
 * @param trials trials of each series, shuffled among the subjects
 * @param window seconds of a measured window
 * @param settle seconds of load before a window
 * @param warmLeast least seconds of warm-up of a subject
 * @param warmMost longest warm-up where windows do not come to agree
 * @param hold seconds for which open streams are held
 * @param freshTrials trials that need a newly started subject
 */
record Profile(
    int trials,
    double window,
    double settle,
    double warmLeast,
    double warmMost,
    double hold,
    int freshTrials) {
  /** About three minutes: to see whether a change matters. */
  static final Profile QUICK = new Profile(1, 1.5, 0.4, 8, 12, 4, 1);

  /** About ten minutes: to publish. */
  static final Profile FULL = new Profile(3, 4, 1, 25, 45, 12, 3);
}
