# pip install openai; python chat.py
import os

from openai import OpenAI

client = OpenAI(base_url=os.environ.get("SLUICE_URL", "http://localhost:8000/v1"), api_key="any")
messages = [{"role": "user", "content": "Hello"}]

answer = client.chat.completions.create(model="demo", messages=messages)
print(answer.choices[0].message.content)

for chunk in client.chat.completions.create(model="demo", messages=messages, stream=True):
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="", flush=True)
print()
