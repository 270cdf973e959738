-- A bucket of tokens. KEYS: the bucket. ARGV: tokens a second, capacity, most tokens to take, or
-- less than 0 to put in. Answers how many were taken, and the nanoseconds until there is one again.
local rate, burst, most = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local known = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = burst
if known[1] then
  tokens = math.min(burst, tonumber(known[1]) + math.max(0, now - tonumber(known[2])) / 1000000 * rate)
end
local taken = 0
if most > 0 then
  taken = math.max(0, math.min(most, math.floor(tokens + 0.000001)))
  tokens = tokens - taken
else
  tokens = math.min(burst, tokens - most)
end
redis.call('HSET', KEYS[1], 'tokens', string.format('%.9f', tokens), 'at', string.format('%.0f', now))
-- A bucket that nobody asked for so long is full, as a new one is.
redis.call('PEXPIRE', KEYS[1], math.ceil(burst / rate * 1000) + 60000)
local wait = 0
if tokens + 0.000001 < 1 then
  wait = math.ceil((1 - tokens) / rate * 1000000000)
end
return {string.format('%.0f', taken), string.format('%.0f', wait)}
