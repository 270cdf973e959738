package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RestTest {
  @Test
  void aGoodAnswerPassesAsItIs() {
    try (ScriptedProvider one = new ScriptedProvider(Scripts.serves());
        RunningGateway gateway = RunningGateway.before(one)) {
      Answer answer = gateway.chat(RunningGateway.WHOLE);
      assertThat(answer.body()).isEqualTo(Scripts.ANSWER);
      System.out.println(answer);
      System.out.println(gateway.chat(RunningGateway.STREAM));
      System.out.println(gateway.meters("sluice"));
      long from = System.nanoTime();
      gateway.awaitRest();
      System.out.println((System.nanoTime() - from) / 1_000_000);
    }
  }
}
