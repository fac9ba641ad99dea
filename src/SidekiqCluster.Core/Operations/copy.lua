-- Copies neighbours of a queue to the head of a list beside it, without those that are to go. So, from call to call, the list
-- grows from the queue's tail towards its head, while others push there and pop here.
--
-- Receipts/receipt.lua stands before it.
-- KEYS[2]  the queue
-- KEYS[3]  the copy
-- ARGV[2]  seconds that the copy lives from now on, unless it is copied to again
-- ARGV[3]  entries that the copy has
-- ARGV[4]  entries of the queue that are thought to stand behind those to copy, and ARGV[5] how many more or fewer it may be
-- ARGV[6]  entries to copy, those that go included, and ARGV[7] how many go
-- ARGV[8]  entries of a run
-- ARGV[9+] the run behind those to copy, where the last call ended; the first ones of those to copy, as many if there are as many;
--          then the bytes that go
-- Reply    entries that stand behind the last one copied, itself included; 'lost' when the queue does not look so: nothing is copied

local BATCH = 200
local queue, copy = KEYS[2], KEYS[3]
local lifetime, size = ARGV[2], tonumber(ARGV[3])
local behind, slack, count = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local going, run = tonumber(ARGV[7]), tonumber(ARGV[8])
local RUN = 9
local ahead = math.min(run, count)

local why = mismatch(queue, 'list') or mismatch(copy, 'list')
  or forbidden('LPUSH', copy, '') or forbidden('EXPIRE', copy, lifetime) or take()
if why then return refuse(why) end

-- Shows that it will be possible for the copy.
why = failure(redis.pcall('EXPIRE', receipt, ttl))
if why then return leave(refuse(why)) end

local from = math.max(behind - slack - run, 0)
local entries = redis.call('LRANGE', queue, -(behind + slack + count), -(from + 1))

local function isRun(at, first, length)
  for offset = 0, length - 1 do
    if entries[at + offset] ~= ARGV[first + offset] then return false end
  end
  return true
end

local place
for at = count + 1, #entries - run + 1 do
  if isRun(at, RUN, run) then
    if place then return leave('lost') end
    place = at
  end
end
if not place or not isRun(place - count, RUN + run, ahead) or redis.call('LLEN', copy) ~= size then return leave('lost') end

local goes, kept = {}, {}
for at = RUN + run + ahead, #ARGV do goes[ARGV[at]] = true end
for at = place - 1, place - count, -1 do
  if not goes[entries[at]] then kept[#kept + 1] = entries[at] end
end
if count - #kept ~= going then return leave('lost') end

for first = 1, #kept, BATCH do
  why = failure(redis.pcall('LPUSH', copy, unpack(kept, first, math.min(first + BATCH - 1, #kept))))
  if why then return leave(refuse(why)) end
end
redis.call('EXPIRE', copy, lifetime)
return leave(tostring(from + #entries - (place - count) + 1))
