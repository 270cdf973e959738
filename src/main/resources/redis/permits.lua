-- A bucket of permits. KEYS: the bucket. ARGV: owner, number of the claim, capacity, least, wanted,
-- milliseconds of holding. Answers the owner's permits, whether another one wants more, and how
-- many owners there are.
local owner, number, capacity = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local least, wanted, hold = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local known = redis.call('HGETALL', KEYS[1])
local others, owners, wanting, mine = 0, 0, 0, nil
for i = 1, #known, 2 do
  local n, held, more, till = string.match(known[i + 1], '^(%d+) (%d+) (%d) (%d+)$')
  if tonumber(till) < now then
    redis.call('HDEL', KEYS[1], known[i])
  elseif known[i] == owner then
    mine = {tonumber(n), tonumber(held), tonumber(more)}
  else
    others = others + tonumber(held)
    owners = owners + 1
    wanting = math.max(wanting, tonumber(more))
  end
end
if not mine or mine[1] < number then
  local held = math.max(least, math.min(wanted, math.max(0, capacity - others)))
  mine = {number, held, held < wanted and 1 or 0}
  if held > 0 or mine[3] > 0 then
    redis.call('HSET', KEYS[1], owner, string.format('%.0f %.0f %d %.0f', number, held, mine[3], now + hold))
  else
    redis.call('HDEL', KEYS[1], owner)
  end
end
redis.call('PEXPIRE', KEYS[1], 2 * hold + 60000)
if mine[2] > 0 or mine[3] > 0 then
  owners = owners + 1
end
return {mine[2], wanting, owners}
