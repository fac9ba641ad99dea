-- Puts a job into a set; one of the same bytes gets the new score.
--
-- Receipts/receipt.lua stands before it.
-- KEYS[2]  the sorted set
-- ARGV[2]  score
-- ARGV[3]  the job's bytes
-- Reply    1 when it was not there before, else 0

local why = mismatch(KEYS[2], 'zset') or forbidden('ZADD', KEYS[2], ARGV[2], ARGV[3]) or take()
if why then return refuse(why) end

local added = redis.pcall('ZADD', KEYS[2], ARGV[2], ARGV[3])
why = failure(added)
return leave(why and refuse(why) or tostring(added))
