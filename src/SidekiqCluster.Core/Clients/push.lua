-- Stores one slice of new jobs: all of them or none.
--
-- Receipts/receipt.lua stands before it.
-- KEYS[2]  the set of queue names
-- KEYS[3+] list: a queue each; zset: the one sorted set
-- ARGV[2]  where the jobs go: 'list' or 'zset'
-- ARGV[3+] list: per queue its name, the number of its jobs, and these, the first to run first
--          zset: per job its score and itself
-- Reply    how many jobs were stored
--
-- When a job is refused although nothing foretold it, those before it are taken back from the heads of their lists. The
-- names of the queues come last: nothing is left to fail after them.

local FIRST = 3
local registry, kind = KEYS[2], ARGV[2]

local queues, names, total = {}, {}, 0
if kind == 'list' then
  local at = FIRST
  for index = 3, #KEYS do
    local count = tonumber(ARGV[at + 1])
    queues[#queues + 1] = { key = KEYS[index], first = at + 2, count = count }
    names[#names + 1] = ARGV[at]
    at = at + 2 + count
    total = total + count
  end
else
  total = (#ARGV - FIRST + 1) / 2
end

local function refusal()
  if kind == 'zset' then return mismatch(KEYS[3], 'zset') or forbidden('ZADD', KEYS[3], ARGV[FIRST], ARGV[FIRST + 1]) end
  local why = mismatch(registry, 'set') or forbidden('SADD', registry, unpack(names))
  for _, queue in ipairs(queues) do
    why = why or mismatch(queue.key, 'list') or forbidden('LPUSH', queue.key, ARGV[queue.first]) or forbidden('LTRIM', queue.key, 0, -1)
  end
  return why
end

-- Before Redis 7.0 only trimming shows that taking back is possible. It trims nothing off; but it is a write, after
-- which a script may fill a full server. So it comes after the receipt, which a full server refuses.
local function untrimmable()
  local why
  for _, queue in ipairs(redis.acl_check_cmd and {} or queues) do
    why = why or failure(redis.pcall('LTRIM', queue.key, 0, -1))
  end
  return why
end

-- Until it is taken back the receipt tells nothing.
local function takeBack(stored)
  leave('')
  for index = 1, stored do redis.call('LTRIM', queues[index].key, queues[index].count, -1) end
end

local function store()
  if kind == 'zset' then return failure(redis.pcall('ZADD', KEYS[3], unpack(ARGV, FIRST))) end
  for index, queue in ipairs(queues) do
    local why = failure(redis.pcall('LPUSH', queue.key, unpack(ARGV, queue.first, queue.first + queue.count - 1)))
    if why then
      takeBack(index - 1)
      return why
    end
  end

  local why = failure(redis.pcall('SADD', registry, unpack(names)))
  if why then takeBack(#queues) end
  return why
end

local reply = string.format('%d', total)
local why = refusal() or take(false, reply)
if why then return refuse(why) end

why = untrimmable() or store()
return why and leave(refuse(why)) or reply
