-- Sets counters to zero, all or none.
--
-- Receipts/receipt.lua stands before it.
-- KEYS[2+] the counters
-- Reply    OK

for at = 2, #KEYS do
  local why = mismatch(KEYS[at], 'string') or forbidden('MSET', KEYS[at], '0')
  if why then return refuse(why) end
end

local why = take()
if why then return refuse(why) end

local pairs = {}
for at = 2, #KEYS do
  pairs[#pairs + 1] = KEYS[at]
  pairs[#pairs + 1] = '0'
end
why = failure(redis.pcall('MSET', unpack(pairs)))
return leave(why and refuse(why) or 'OK')
