// With com.openai:openai-java on the class path: java -cp '<its jars>' Chat.java
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

void main() {
  var url = System.getenv().getOrDefault("SLUICE_URL", "http://localhost:8000/v1");
  var client = OpenAIOkHttpClient.builder().baseUrl(url).apiKey("any").build();
  var params = ChatCompletionCreateParams.builder().model("demo").addUserMessage("Hello").build();

  var answer = client.chat().completions().create(params);
  answer.choices().forEach(choice -> choice.message().content().ifPresent(IO::println));

  try (var stream = client.chat().completions().createStreaming(params)) {
    stream.stream()
        .flatMap(chunk -> chunk.choices().stream())
        .flatMap(choice -> choice.delta().content().stream())
        .forEach(IO::print);
  }
  IO.println();
  client.close();
}
