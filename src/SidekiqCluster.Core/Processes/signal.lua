-- Leaves a signal for a process, which takes one per heartbeat.
--
-- Receipts/receipt.lua stands before it.
-- KEYS[2]  the set of processes
-- KEYS[3]  the process's hash
-- KEYS[4]  the list of its signals
-- ARGV[2]  the process's identity
-- ARGV[3]  the signal: TSTP, TERM or TTIN
-- ARGV[4]  seconds that it waits
-- Reply    sent, dead, embedded, or already: it waits in the list, or it is TSTP and the process is quiet

local processes, hash, signals = KEYS[2], KEYS[3], KEYS[4]
local identity, signal, lifetime = ARGV[2], ARGV[3], ARGV[4]

local why = mismatch(processes, 'set') or mismatch(hash, 'hash') or mismatch(signals, 'list')
  or forbidden('LPUSH', signals, signal) or forbidden('EXPIRE', signals, lifetime) or forbidden('LPOP', signals)
if why then return refuse(why) end

local info = redis.call('SISMEMBER', processes, identity) == 1 and redis.call('HGET', hash, 'info')
if not info then return leave('dead') end

local isJson, parsed = pcall(cjson.decode, info)
if isJson and type(parsed) == 'table' and parsed.embedded == true then return leave('embedded') end

if signal == 'TSTP' and redis.call('HGET', hash, 'quiet') == 'true' then return leave('already') end
for _, waiting in ipairs(redis.call('LRANGE', signals, 0, -1)) do
  if waiting == signal then return leave('already') end
end

why = take()
if why then return refuse(why) end

why = failure(redis.pcall('LPUSH', signals, signal))
if why then return leave(refuse(why)) end

why = failure(redis.pcall('EXPIRE', signals, lifetime))
if why then
  -- A signal that does not expire would reach a later process of the same identity.
  redis.call('LPOP', signals)
  return leave(refuse(why))
end

return leave('sent')
