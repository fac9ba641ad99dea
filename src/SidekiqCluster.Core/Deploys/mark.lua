-- Marks a deploy: one mark per minute, and none of the same label within a minute of real time.
--
-- Receipts/receipt.lua stands before it.
-- KEYS[2]  the hash of the day's marks
-- KEYS[3]  the label's lock
-- ARGV[2]  the minute, ISO 8601
-- ARGV[3]  the label
-- ARGV[4]  seconds that the marks are kept
-- ARGV[5]  seconds that the lock is held
-- Reply    marked, already, or taken: the minute has a mark of another label

local marks, lock = KEYS[2], KEYS[3]
local minute, label, lifetime, locked = ARGV[2], ARGV[3], ARGV[4], ARGV[5]

local why = mismatch(marks, 'hash') or mismatch(lock, 'string')
  or forbidden('SET', lock, minute, 'EX', locked) or forbidden('DEL', lock)
  or forbidden('HSETNX', marks, minute, label) or forbidden('HDEL', marks, minute) or forbidden('EXPIRE', marks, lifetime)
if why then return refuse(why) end

if redis.call('EXISTS', lock) == 1 then return leave('already') end
local present = redis.call('HGET', marks, minute)
if present then return leave(present == label and 'already' or 'taken') end

why = take()
if why then return refuse(why) end

why = failure(redis.pcall('SET', lock, minute, 'EX', locked))
if why then return leave(refuse(why)) end

why = failure(redis.pcall('HSETNX', marks, minute, label))
if not why then
  why = failure(redis.pcall('EXPIRE', marks, lifetime))
  if why then redis.call('HDEL', marks, minute) end
end
if why then
  redis.call('DEL', lock)
  return leave(refuse(why))
end

return leave('marked')
