#!/usr/bin/env bash
# The surface with curl; SLUICE_URL names another gateway than http://localhost:8000/v1.
set -euo pipefail

url=${SLUICE_URL:-http://localhost:8000/v1}

ask() {
  curl --fail-with-body --silent --show-error --no-buffer "$url/chat/completions" \
    --header 'content-type: application/json' --data "$1"
}

curl --fail-with-body --silent --show-error "$url/models"
echo
ask '{"model": "demo", "messages": [{"role": "user", "content": "Hello"}]}'
echo
ask '{"model": "demo", "stream": true, "stream_options": {"include_usage": true},
      "messages": [{"role": "user", "content": "Hello"}]}'
