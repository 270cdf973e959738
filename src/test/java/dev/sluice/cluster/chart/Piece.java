package dev.sluice.cluster.chart;

import java.util.List;

/** A part of a template. */
sealed interface Piece {
  /** Stands as it is. */
  record Text(String text) implements Piece {}

  /** Stands for its value. */
  record Show(Expression value) implements Piece {}

  /**
   * One of two, by whether there is something.
   *
   * @param with whether the something becomes the dot
   */
  record Choice(Expression when, boolean with, List<Piece> then, List<Piece> otherwise)
      implements Piece {}

  /**
   * Once for each.
   *
   * @param names of key and value, empty when each becomes the dot alone
   */
  record Loop(List<String> names, Expression over, List<Piece> body) implements Piece {}
}
