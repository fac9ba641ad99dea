-- Removes some of the jobs of a set that are too many or too old, lowest score first. How many those are is counted
-- anew each time, so that no job goes that the set has room for when its turn comes.
--
-- Receipts/receipt.lua stands before it.
-- KEYS[2]  the sorted set
-- ARGV[2]  how many jobs may stay; empty for any number
-- ARGV[3]  the lowest score that may stay; empty for any
-- ARGV[4]  how many to remove at most
-- Reply    how many were removed

local set, room, lowest = KEYS[2], tonumber(ARGV[2]), ARGV[3]

local why = mismatch(set, 'zset') or forbidden('ZREMRANGEBYRANK', set, 0, 0) or take(true)
if why then return refuse(why) end

local tooMany = room and redis.call('ZCARD', set) - room or 0
local tooOld = lowest ~= '' and redis.call('ZCOUNT', set, '-inf', '(' .. lowest) or 0
local count = math.min(math.max(tooMany, tooOld), tonumber(ARGV[4]))
if count <= 0 then return leave('0') end

local removed = redis.pcall('ZREMRANGEBYRANK', set, 0, count - 1)
why = failure(removed)
return leave(why and refuse(why) or tostring(removed))
