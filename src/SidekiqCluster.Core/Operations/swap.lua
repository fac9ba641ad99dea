-- Puts the copy of a queue in its place, if it is one: both ends of the queue are compared, and how many stand between.
--
-- Receipts/receipt.lua stands before it.
-- KEYS[2]  the queue
-- KEYS[3]  the copy
-- KEYS[4]  a name that nothing has
-- ARGV[2]  what to do: 'rehearse' to see whether it may be done, 'swap', or 'discard' the copy
-- ARGV[3]  entries that the copy has, and ARGV[4] how many of them, at its tail, stand behind the mark
-- ARGV[5]  entries of the queue, those that go included, from the copy's head to the mark
-- ARGV[6]  entries that are looked at before the copied ones, and ARGV[7] behind them
-- ARGV[8]  jobs to go that were popped long ago, and ARGV[9] those that stand before the mark
-- ARGV[10] entries of an anchor
-- ARGV[11+] the anchor at the head: the copied entries nearest the queue's head; the anchor at the tail: the ones right behind
--          the mark; then the jobs to go that stood behind the mark, the first to run first
-- Reply    one letter per job that was to go, the first to run first: d done, g gone, w the queue looks otherwise and nothing was
--          done; 'ready' to a rehearsal, 'discarded'
--
-- What stands before the copied entries was pushed meanwhile and is put before the copy. What stands behind the mark, pushed back
-- ones too, is taken from the queue as it is now, and of the copy nothing. Between, others can only have taken away: as the number
-- is right, nobody has.

local BATCH = 200
local queue, copy, aside = KEYS[2], KEYS[3], KEYS[4]
local verb = ARGV[2]

local why = mismatch(queue, 'list') or mismatch(copy, 'list')
  or forbidden('RENAME', queue, aside) or forbidden('RENAME', copy, queue) or take(verb == 'discard')
if why then return refuse(why) end

if verb == 'discard' then
  why = failure(redis.pcall('UNLINK', copy))
  return leave(why and refuse(why) or 'discarded')
end

-- Does all to a list of no account that will be done to the copy, where it can be refused without harm.
local function rehearse()
  local refused = failure(redis.pcall('UNLINK', aside))
  if refused then return refused end
  for _, command in ipairs({ { 'LPUSH', aside, '' }, { 'RPUSH', aside, '' }, { 'LTRIM', aside, 0, -1 }, { 'PERSIST', aside }, { 'RENAME', aside, aside } }) do
    refused = refused or failure(redis.pcall(unpack(command)))
  end
  redis.call('UNLINK', aside)
  return refused
end

why = rehearse()
if why then return leave(refuse(why)) end
if verb == 'rehearse' then return leave('ready') end

local size, cut, between = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local before, behind = tonumber(ARGV[6]), tonumber(ARGV[7])
local gone, done, anchor = tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10])
local HEAD = 11
local TAIL = HEAD + anchor
local LATE = TAIL + anchor

local function find(entries, first)
  local place
  for at = 1, #entries - anchor + 1 do
    local offset = 0
    while offset < anchor and entries[at + offset] == ARGV[first + offset] do offset = offset + 1 end
    if offset == anchor then
      if place then return nil end
      place = at
    end
  end
  return place
end

local head = redis.call('LRANGE', queue, 0, before + anchor - 1)
local tail = redis.call('LRANGE', queue, -(behind + anchor), -1)
local first, mark = find(head, HEAD), find(tail, TAIL)
local isCopy = first and mark and redis.call('LLEN', copy) == size
  and redis.call('LLEN', queue) - (first - 1) - (#tail - mark + 1) == between
if not isCopy then return leave(string.rep('w', gone + #ARGV - LATE + 1 + done)) end

local letters, waiting, pushed, kept = {}, {}, {}, {}
for at = LATE, #ARGV do
  local index = at - LATE + 1
  letters[index] = 'g'
  waiting[ARGV[at]] = waiting[ARGV[at]] or {}
  table.insert(waiting[ARGV[at]], index)
end
for at = mark, #tail do
  local index = waiting[tail[at]] and table.remove(waiting[tail[at]])
  if index then letters[index] = 'd' else kept[#kept + 1] = tail[at] end
end
for at = first - 1, 1, -1 do pushed[#pushed + 1] = head[at] end

local function push(command, entries)
  for from = 1, #entries, BATCH do
    redis.call(command, copy, unpack(entries, from, math.min(from + BATCH - 1, #entries)))
  end
end

if cut > 0 then redis.call('LTRIM', copy, 0, -(cut + 1)) end
push('RPUSH', kept)
push('LPUSH', pushed)
redis.call('PERSIST', copy)

-- The queue is out of the way for an instant that nobody sees, so that its memory is freed by and by.
redis.call('RENAME', queue, aside)
if typeOf(copy) ~= 'none' then
  why = failure(redis.pcall('RENAME', copy, queue))
  if why then
    redis.call('RENAME', aside, queue)
    return leave(refuse(why))
  end
end
redis.call('UNLINK', aside)
return leave(string.rep('g', gone) .. table.concat(letters) .. string.rep('d', done))
