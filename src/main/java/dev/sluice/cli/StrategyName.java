package dev.sluice.cli;

import dev.sluice.model.Strategy;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A strategy by its name. */
final class StrategyName implements ITypeConverter<Strategy> {
  @Override
  public Strategy convert(String text) {
    Strategy strategy = Strategy.named(text.strip());
    if (strategy == null) {
      throw new TypeConversionException("'%s' is none of %s".formatted(text, Strategy.names()));
    }
    return strategy;
  }
}
