-- Empties a queue and takes it off the list of queues, both or neither.
--
-- Receipts/receipt.lua stands before it.
-- KEYS[2]  the queue's list
-- KEYS[3]  the set of queue names
-- ARGV[2]  the queue's name
-- Reply    how many jobs it held

local list, registry, name = KEYS[2], KEYS[3], ARGV[2]

local why = mismatch(list, 'list') or mismatch(registry, 'set')
  or forbidden('UNLINK', list) or forbidden('SREM', registry, name) or take(true)
if why then return refuse(why) end

local size = redis.call('LLEN', list)
local isListed = redis.call('SISMEMBER', registry, name) == 1
why = failure(redis.pcall('SREM', registry, name))
if why then return leave(refuse(why)) end

why = failure(redis.pcall('UNLINK', list))
if why then
  if isListed then redis.call('SADD', registry, name) end
  return leave(refuse(why))
end

return leave(tostring(size))
