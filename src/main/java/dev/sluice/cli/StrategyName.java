package dev.sluice.cli;

import dev.sluice.model.Strategy;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A strategy by its name. */
final class StrategyName implements ITypeConverter<Strategy> {
  @Override
  public Strategy convert(String text) {
    List<String> known = Arrays.stream(Strategy.values()).map(Strategy::id).toList();
    int place = known.indexOf(text.strip());
    if (place < 0) {
      throw new TypeConversionException(
          "'%s' is none of %s".formatted(text, String.join(", ", known)));
    }
    return Strategy.values()[place];
  }
}
