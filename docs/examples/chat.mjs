// npm install openai; node chat.mjs
import OpenAI from "openai";

const baseURL = process.env.SLUICE_URL ?? "http://localhost:8000/v1";
const client = new OpenAI({ baseURL, apiKey: "any" });
const messages = [{ role: "user", content: "Hello" }];

const answer = await client.chat.completions.create({ model: "demo", messages });
console.log(answer.choices[0].message.content);

const stream = await client.chat.completions.create({ model: "demo", messages, stream: true });
for await (const chunk of stream) {
  process.stdout.write(chunk.choices[0]?.delta?.content ?? "");
}
console.log();
