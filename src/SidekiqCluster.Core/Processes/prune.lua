-- Takes processes off the list whose record has expired, unless somebody has done so within the last minute.
--
-- Receipts/receipt.lua stands before it.
-- KEYS[2]  the mark that somebody prunes
-- KEYS[3]  the set of processes
-- KEYS[4+] the hashes of those that seem to be dead
-- ARGV[2]  seconds that the mark stays
-- ARGV[3+] their identities
-- Reply    how many were taken off

local mark, processes, lifetime = KEYS[2], KEYS[3], ARGV[2]

local why = mismatch(mark, 'string') or mismatch(processes, 'set')
  or forbidden('SET', mark, '1', 'NX', 'EX', lifetime) or forbidden('DEL', mark)
  or forbidden('SREM', processes, 'x')
if why then return refuse(why) end

local silent = {}
for at = 4, #KEYS do
  -- It may have come back since it was read.
  if typeOf(KEYS[at]) ~= 'hash' or redis.call('HEXISTS', KEYS[at], 'info') == 0 then silent[#silent + 1] = ARGV[at - 1] end
end

why = take()
if why then return refuse(why) end

local marked = redis.pcall('SET', mark, '1', 'NX', 'EX', lifetime)
why = failure(marked)
if why then return leave(refuse(why)) end
if not marked then return leave('0') end

local removed = 0
for _, identity in ipairs(silent) do
  local gone = redis.pcall('SREM', processes, identity)
  why = failure(gone)
  if why then
    redis.call('DEL', mark)
    return leave(refuse(why))
  end
  removed = removed + gone
end

return leave(tostring(removed))
