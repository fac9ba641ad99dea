-- Cancels an iterable job; the first cancellation counts.
--
-- Receipts/receipt.lua stands before it.
-- KEYS[2]  the hash of its state
-- ARGV[2]  the present, epoch seconds
-- ARGV[3]  seconds that the state is kept
-- ARGV[4]  'always' to count them anew, 'once' when nobody counts them yet
-- Reply    when it was first cancelled, epoch seconds

local state, now, lifetime, when = KEYS[2], ARGV[2], ARGV[3], ARGV[4]

local why = mismatch(state, 'hash') or forbidden('HSETNX', state, 'cancelled', now) or forbidden('EXPIRE', state, lifetime)
  or forbidden('HDEL', state, 'cancelled')
if why then return refuse(why) end

local first = redis.call('HGET', state, 'cancelled') or now
local isKept = redis.call('TTL', state) >= 0

why = take()
if why then return refuse(why) end

local function undo(fields)
  for _, field in ipairs(fields) do redis.call('HDEL', state, field) end
end

local set = {}
for _, field in ipairs({ { 'cancelled', now }, { 'c', 'null' } }) do
  -- Sidekiq 7.3.3 to 8.1.7 cannot read a state without a cursor; null is "none yet".
  local added = redis.pcall('HSETNX', state, field[1], field[2])
  why = failure(added)
  if why then
    undo(set)
    return leave(refuse(why))
  end
  if added == 1 then set[#set + 1] = field[1] end
end

if when == 'always' or not isKept then
  why = failure(redis.pcall('EXPIRE', state, lifetime))
  if why then
    undo(set)
    return leave(refuse(why))
  end
end

return leave(first)
