package dev.sluice.cli;

import dev.sluice.model.Preference;
import dev.sluice.model.Presets;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A preference by its name or its weights. */
final class PreferenceText implements ITypeConverter<Preference> {
  @Override
  public Preference convert(String text) {
    try {
      return Presets.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
