-- Pauses a queue, or ends that.
--
-- Receipts/receipt.lua stands before it.
-- KEYS[2]  the set of paused queues
-- ARGV[2]  the queue's name
-- ARGV[3]  SADD to pause, SREM to go on
-- Reply    1 when that changed something, else 0

local why = mismatch(KEYS[2], 'set') or forbidden(ARGV[3], KEYS[2], ARGV[2]) or take(ARGV[3] == 'SREM')
if why then return refuse(why) end

local changed = redis.pcall(ARGV[3], KEYS[2], ARGV[2])
why = failure(changed)
return leave(why and refuse(why) or tostring(changed))
