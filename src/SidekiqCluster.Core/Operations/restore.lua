-- Puts jobs back into one queue or set.
--
-- Receipts/receipt.lua stands before it.
-- KEYS[2]  target: a sorted set or a list
-- KEYS[3]  the set of queue names
-- ARGV[2]  what the target is: 'zset' or 'list'
-- ARGV[3]  the queue's name; empty for a set
-- ARGV[4+] zset: per job its score and its bytes; one that is there keeps its score
--          list: the bytes, the last to run first; each goes to the tail, before the one after it
-- Reply    one letter per job: d done, p present already

local target, registry = KEYS[2], KEYS[3]
local kind, name = ARGV[2], ARGV[3]
local FIRST = 4

local function wrong()
  if kind == 'zset' then return mismatch(target, 'zset') or forbidden('ZADD', target, 'NX', '1', 'x') end
  return mismatch(target, 'list') or mismatch(registry, 'set')
    or forbidden('SADD', registry, name) or forbidden('SREM', registry, name) or forbidden('RPUSH', target, 'x')
end

local why = wrong()
if why then return refuse(why) end

local letters = {}
for at = FIRST, #ARGV, kind == 'zset' and 2 or 1 do
  letters[#letters + 1] = kind == 'zset' and redis.call('ZSCORE', target, ARGV[at + 1]) and 'p' or 'd'
end

why = take()
if why then return refuse(why) end

if kind == 'zset' then
  why = failure(redis.pcall('ZADD', target, 'NX', unpack(ARGV, FIRST)))
else
  local added = redis.pcall('SADD', registry, name)
  why = failure(added)
  if not why then
    why = failure(redis.pcall('RPUSH', target, unpack(ARGV, FIRST)))
    if why and added == 1 then redis.call('SREM', registry, name) end
  end
end

return leave(why and refuse(why) or table.concat(letters))
