package dev.sluice.cli;

import static java.util.stream.Collectors.joining;

import dev.sluice.model.Strategy;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A strategy by its name. */
final class StrategyName implements ITypeConverter<Strategy> {
  @Override
  public Strategy convert(String text) {
    List<Strategy> known = List.of(Strategy.values());
    for (Strategy strategy : known) {
      if (strategy.id().equals(text.strip())) {
        return strategy;
      }
    }
    String ids = known.stream().map(Strategy::id).collect(joining(", "));
    throw new TypeConversionException("'%s' is none of %s".formatted(text, ids));
  }
}
