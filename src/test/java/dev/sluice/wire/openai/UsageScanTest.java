package dev.sluice.wire.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Usage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UsageScanTest {
  @Test
  void readsTotalsAndTheirParts() {
    assertThat(
            read(
                "{'prompt_tokens':100,'completion_tokens':50,'total_tokens':150,"
                    + "'prompt_tokens_details':{'audio_tokens':0,'cached_tokens':64,'cache_write_tokens':20},"
                    + "'completion_tokens_details':{'reasoning_tokens':30}}"))
        .isEqualTo(new Usage(100, 64, 20, 50, 30));
  }

  @Test
  void readsCacheHitsThatStandBesideTheDetails() {
    assertThat(
            read(
                "{'prompt_tokens':13,'completion_tokens':4,'total_tokens':17,"
                    + "'prompt_cache_hit_tokens':12,'prompt_cache_miss_tokens':1}"))
        .isEqualTo(new Usage(13, 12, 0, 4, 0));
  }

  @Test
  void addsReasoningThatStandsBesideTheCompletion() {
    assertThat(
            read(
                "{'prompt_tokens':12,'completion_tokens':2,'total_tokens':354,"
                    + "'completion_tokens_details':{'reasoning_tokens':340}}"))
        .isEqualTo(new Usage(12, 0, 0, 342, 340));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'prompt_tokens':-5,'completion_tokens':'7','total_tokens':1e3}",
        "{'prompt_tokens':null,'prompt_tokens_details':null,'completion_tokens_details':[]}",
        "{'prompt_tokens':0,'prompt_tokens_details':{'cached_tokens':9},"
            + "'completion_tokens_details':{'reasoning_tokens':9}}",
        "{'prompt_tokens':99999999999999999999}",
      })
  void absurdCountsAreNone(String usage) {
    assertThat(read(usage)).isEqualTo(Usage.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "[]", "3", "{'total_tokens':9}"})
  void whatHoldsNoCountsIsNoUsage(String usage) {
    assertThat(read(usage)).isNull();
  }

  private static @Nullable Usage read(String usage) {
    byte[] json = usage.replace('\'', '"').getBytes(UTF_8);
    return new UsageScan().read(json, 0, json.length);
  }
}
