package dev.sluice.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How types are declared and named. */
final class ShapesTest {
  private static final Pattern EMPTY_WORD =
      Pattern.compile(".*(Impl|Manager|Utils?|Helpers?|Abstract.*|Base)");

  /**
   * Public types of the configuration, its reading in {@code load} aside, that are no plain values:
   * one hides what it holds.
   */
  private static final Set<String> NO_VALUES =
      Set.of("Secret", "Rules", "Units", "InvalidSettingException");

  @Test
  void aClassIsMadeToBeExtendedOrCannotBe() {
    assertThat(Program.named()).allMatch(ShapesTest::closed);
  }

  @Test
  void noNameHidesWhatTheTypeIs() {
    assertThat(Program.named())
        .noneMatch(type -> EMPTY_WORD.matcher(type.getSimpleName()).matches());
  }

  @Test
  void settingsAreValues() {
    assertThat(
            Program.named()
                .filter(type -> type.getPackageName().equals("dev.sluice.config"))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !NO_VALUES.contains(type.getSimpleName())))
        .allMatch(type -> type.isRecord() || type.isEnum() || type.reflect().isSealed());
  }

  @Test
  void theWordsOfTheHouseNeverChange() {
    assertThat(Program.named().filter(Home.MODEL::holds).flatMap(type -> type.getFields().stream()))
        .allMatch(field -> field.getModifiers().contains(JavaModifier.FINAL));
  }

  private static boolean closed(JavaClass type) {
    Set<JavaModifier> modifiers = type.getModifiers();
    return type.isInterface()
        || type.isEnum()
        || type.isRecord()
        || modifiers.contains(JavaModifier.FINAL)
        || modifiers.contains(JavaModifier.ABSTRACT)
        || type.reflect().isSealed();
  }
}
