-- Leaves a note in place of a receipt, unless something stands there: what a repetition of an act must know, or that a call
-- is given up, which it then finds there when it comes after all.
--
-- Receipts/receipt.lua stands before it.
-- ARGV[2]  the note
-- Reply    what stands there now

local why = failure(redis.pcall('SET', receipt, ARGV[2], 'EX', ttl))
return why and redis.error_reply(why) or ARGV[2]
