#!/usr/bin/env bash
# Shows a failover: starts a gateway whose first target always fails, and asks it twice. Run it
# from the repository's root.
set -euo pipefail

port=${PORT:-8001}
unset PORT
work=$(mktemp -d)

cat >"$work/sluice.yaml" <<YAML
server: {host: 127.0.0.1, port: $port}
providers:
  broken: {type: simulator, faults: {error: 1}}
  sound: {type: simulator, first_token: 50ms, pace: 200}
models:
  demo:
    targets:
      - {provider: broken, priority: 1}
      - {provider: sound, priority: 2}
YAML

./sluice version
./sluice serve --config "$work/sluice.yaml" &
gateway=$!
trap 'kill "$gateway"; wait "$gateway" || true; rm -r "$work"' EXIT

until curl --silent --fail --output /dev/null "http://127.0.0.1:$port/ready"; do
  kill -0 "$gateway"
  sleep 0.2
done

for stream in false true; do
  curl --silent --show-error --include --no-buffer "http://127.0.0.1:$port/v1/chat/completions" \
    --header 'content-type: application/json' \
    --data '{"model": "demo", "stream": '"$stream"', "max_tokens": 5,
             "messages": [{"role": "user", "content": "Hello"}]}'
  echo
done
curl --silent "http://127.0.0.1:$port/metrics" | grep -E '^sluice_(retries|failovers)_total'
