-- Empties a set of jobs.
--
-- Receipts/receipt.lua stands before it.
-- KEYS[2]  the sorted set
-- Reply    how many jobs it held

local why = mismatch(KEYS[2], 'zset') or forbidden('UNLINK', KEYS[2]) or take(true)
if why then return refuse(why) end

local size = redis.call('ZCARD', KEYS[2])
why = failure(redis.pcall('UNLINK', KEYS[2]))
return leave(why and refuse(why) or tostring(size))
