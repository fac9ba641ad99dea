-- Puts jobs back into one queue or set.
--
-- Receipts/receipt.lua stands before it.
-- KEYS[2]  target: a sorted set or a list
-- KEYS[3]  the set of queue names
-- ARGV[2]  what the target is: 'zset' or 'list'
-- ARGV[3]  the queue's name; empty for a set
-- ARGV[4+] zset: per job its score and its bytes; one that is there keeps its score
--          list: the bytes, the last to run first; each goes to the tail, before the one after it
-- Reply    one letter per job: d done, p present already, f failed; then a line per f that says why.

local target, registry = KEYS[2], KEYS[3]
local kind, name = ARGV[2], ARGV[3]
local FIRST = 4

local function wrong()
  if kind == 'zset' then return mismatch(target, 'zset') or forbidden('ZADD', target, 'NX', '1', 'x') end
  return mismatch(target, 'list') or mismatch(registry, 'set')
    or forbidden('SADD', registry, name) or forbidden('RPUSH', target, 'x')
end

local why = wrong() or take()
if why then return refuse(why) end

local letters, reasons = {}, {}
local function tell(reply, present)
  local failed = failure(reply)
  letters[#letters + 1] = failed and 'f' or reply == present and 'p' or 'd'
  if failed then reasons[#reasons + 1] = (string.gsub(failed, '[\r\n]', ' ')) end
end

if kind == 'zset' then
  for at = FIRST, #ARGV, 2 do tell(redis.pcall('ZADD', target, 'NX', ARGV[at], ARGV[at + 1]), 0) end
else
  why = failure(redis.pcall('SADD', registry, name))
  if why then return leave(refuse(why)) end
  for at = FIRST, #ARGV do tell(redis.pcall('RPUSH', target, ARGV[at])) end
end

local reply = table.concat(letters)
if #reasons > 0 then reply = reply .. '\n' .. table.concat(reasons, '\n') end
return leave(reply)
