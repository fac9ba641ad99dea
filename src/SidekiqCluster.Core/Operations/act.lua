-- Acts on jobs of one source, each exactly once: a job is where it was or where it goes, never both, never neither.
--
-- Receipts/receipt.lua stands before it.
-- KEYS[1]  receipt of this call
-- KEYS[2]  source: a sorted set or a list
-- KEYS[3]  the set of queue names
-- KEYS[4+] destinations
-- ARGV[1]  seconds that the receipt lives
-- ARGV[2]  what the source is: 'zset' or 'list'
-- ARGV[3]  a value that no list holds (the tombstone)
-- ARGV[4+] per job: verb, bytes, index of the destination in KEYS, new bytes ('' for the same), score, queue name
--          delete  bytes                              remove it
--          drop    bytes                              remove it, and of equal jobs in the list any; all jobs of a call alike
--          queue   bytes, index, new bytes, '', name  to the head of a list, which is registered under the name
--          set     bytes, index, new bytes, score     to a sorted set, where no other job may have the new bytes
--          score   bytes, '', '', score               another score in its own sorted set
-- Reply    one letter per job: d done, g gone, f failed, w waits for another call; then a line per f that says why.
--
-- Whatever can be refused is found out before the job is taken, and when adding it fails all the same, it is put back:
-- its bytes, its score, its place in the list.

local FIELDS, FIRST = 6, 4
local source, registry = KEYS[2], KEYS[3]
local kind, tombstone = ARGV[2], ARGV[3]

-- Nothing but this script runs meanwhile. So what the server refuses of a key, it refuses for all jobs of the call: it is
-- asked once.
local answers = {}
local function once(question, key, ...)
  local known = answers[question] or {}
  answers[question] = known
  if known[key] == nil then known[key] = question(key, ...) or false end
  return known[key]
end

local Set = {}
function Set.delete(bytes) return redis.pcall('ZREM', source, bytes) end
function Set.find(bytes) return redis.call('ZSCORE', source, bytes) end
-- Writing what is there already shows that the put-back is possible.
local function rewrite(key, score, bytes) return failure(redis.pcall('ZADD', key, 'XX', score, bytes)) end
function Set.refusal(bytes, score) return once(rewrite, source, score, bytes) end
function Set.take(bytes) return failure(redis.pcall('ZREM', source, bytes)) end
function Set.restore(bytes, score) redis.call('ZADD', source, score, bytes) end
function Set.finish() end

-- Of equal jobs in a list, the one nearest the tail: the next to run.
local List = {}
function List.delete(bytes) return redis.pcall('LREM', source, -1, bytes) end
function List.find(bytes) return redis.call('LPOS', source, bytes, 'RANK', -1) end
local length
function List.refusal(bytes)
  length = redis.call('LLEN', source)
  if redis.acl_check_cmd then return forbidden('LREM', source, 1, bytes) end
  return failure(redis.pcall('LREM', source, 1, tombstone))
end
-- Taken last, when it is where it goes, as LREM cannot be refused any more: so nothing ever stands in its place.
function List.take() end
function List.restore() end
function List.finish(bytes, place)
  local isNearHead = place * 2 < length and redis.call('LPOS', source, bytes) == place
  redis.call('LREM', source, isNearHead and 1 or -1, bytes)
end

local from = kind == 'zset' and Set or List

local function noQueue(key, bytes, name)
  return mismatch(key, 'list') or mismatch(registry, 'set')
    or forbidden('LPUSH', key, bytes) or forbidden('SADD', registry, name)
end

local function queueRefusal(key, bytes, name) return once(noQueue, key, bytes, name) end

local function unregistered(key, name) return failure(redis.pcall('SADD', registry, name)) end

local function addToQueue(key, bytes, name)
  return once(unregistered, key, name) or failure(redis.pcall('LPUSH', key, bytes))
end

local function noSet(key, score, new) return mismatch(key, 'zset') or forbidden('ZADD', key, score, new) end

local function setRefusal(key, new, score, bytes)
  local why = once(noSet, key, score, new)
  if why or new == bytes then return why end

  -- Not 'call': a user who may not read there is told so for this job, when others are done already.
  local present = redis.pcall('ZSCORE', key, new)
  return failure(present) or present and 'another job has the same bytes there'
end

local function addToSet(key, bytes, score)
  return failure(redis.pcall('ZADD', key, score, bytes))
end

local function delete(bytes)
  local removed = from.delete(bytes)
  local why = failure(removed)
  if why then return 'f', why end
  return removed == 0 and 'g' or 'd'
end

local function reschedule(bytes, score)
  if not redis.call('ZSCORE', source, bytes) then return 'g' end
  local why = failure(redis.pcall('ZADD', source, 'XX', score, bytes))
  return why and 'f' or 'd', why
end

local function move(bytes, refusal, add, key, new, detail)
  local place = from.find(bytes)
  if not place then return 'g' end

  local why = refusal(key, new, detail, bytes) or from.refusal(bytes, place) or from.take(bytes, place)
  if why then return 'f', why end

  why = add(key, new, detail)
  if why then
    from.restore(bytes, place)
    return 'f', why
  end

  from.finish(bytes, place)
  return 'd'
end

-- Taking a job out of a long list costs a walk to it. Jobs that are dropped are therefore marked where they stand, as
-- many as stand near each other, and taken out by one walk. The others wait, so that no call takes long.
local NEAR, PAGE, ALONE, WALK = 4000, 250, 10, 100000

local function dropAlone(jobs)
  for index = 1, math.min(#jobs.bytes, ALONE) do
    local why
    jobs.letters[index], why = delete(jobs.bytes[index])
    if why then jobs.reasons[#jobs.reasons + 1] = why end
  end
end

-- Marks what waits of a stretch of the list; the server's refusal.
local function markWithin(jobs, first, last)
  local entries = redis.call('LRANGE', source, first, last)
  for offset = #entries, 1, -1 do
    local waiting = jobs.waiting[entries[offset]]
    if waiting and #waiting > 0 then
      local place = first + offset - 1
      local why = failure(redis.pcall('LSET', source, place, tombstone))
      if why then return why end
      local index = table.remove(waiting)
      jobs.letters[index], jobs.left = 'd', jobs.left - 1
      jobs.marked[#jobs.marked + 1] = { index = index, place = place }
    end
  end
end

-- Towards the tail first, as it is the last of the jobs, and so the one nearest the head, around which others are looked for.
local function markAround(jobs, place)
  local why
  local tail, head = math.min(place + NEAR, jobs.size) - 1, math.max(place - NEAR, 0)
  for first = place, tail, PAGE do
    if why or jobs.left == 0 then return why end
    why = markWithin(jobs, first, math.min(first + PAGE - 1, tail))
  end
  for last = place - 1, head, -PAGE do
    if why or jobs.left == 0 then return why end
    why = markWithin(jobs, math.max(last - PAGE + 1, head), last)
  end
  return why
end

local function giveUp(jobs, bytes)
  for _, index in ipairs(jobs.waiting[bytes]) do
    jobs.letters[index], jobs.left = 'g', jobs.left - 1
  end
  jobs.waiting[bytes] = {}
end

local function takeOutMarked(jobs)
  local least, most = jobs.size, 0
  for _, mark in ipairs(jobs.marked) do
    least, most = math.min(least, mark.place), math.max(most, mark.place)
  end
  local count = #jobs.marked
  local why = failure(redis.pcall('LREM', source, most < jobs.size - least and count or -count, tombstone))
  if not why then return end
  for _, mark in ipairs(jobs.marked) do
    redis.call('LSET', source, mark.place, jobs.bytes[mark.index])
    jobs.letters[mark.index] = 'f'
    jobs.reasons[#jobs.reasons + 1] = why
  end
end

local function mayMark()
  return redis.acl_check_cmd and not (forbidden('LPOS', source, tombstone) or forbidden('LLEN', source)
    or forbidden('LRANGE', source, 0, 0) or forbidden('LSET', source, 0, tombstone) or forbidden('LREM', source, 1, tombstone))
end

local function dropTogether(jobs)
  if not mayMark() then return dropAlone(jobs) end

  jobs.size = redis.call('LLEN', source)
  local walks = math.max(1, math.floor(WALK / (jobs.size + 1)))
  for index = #jobs.bytes, 1, -1 do
    if jobs.letters[index] == 'w' and walks > 0 then
      walks = walks - 1
      local place = redis.call('LPOS', source, jobs.bytes[index], 'RANK', -1)
      local why = place and markAround(jobs, place)
      if not place then giveUp(jobs, jobs.bytes[index]) end

      -- A full server may refuse to mark, and lets jobs go all the same.
      if why and #jobs.marked == 0 then return dropAlone(jobs) end
      if why then break end
    end
  end
  if #jobs.marked > 0 then takeOutMarked(jobs) end
end

local function drop()
  local jobs = { bytes = {}, letters = {}, reasons = {}, waiting = {}, marked = {}, left = 0 }
  for at = FIRST, #ARGV, FIELDS do
    local bytes = ARGV[at + 1]
    jobs.left = jobs.left + 1
    jobs.bytes[jobs.left], jobs.letters[jobs.left] = bytes, 'w'
    jobs.waiting[bytes] = jobs.waiting[bytes] or {}
    table.insert(jobs.waiting[bytes], jobs.left)
  end
  dropTogether(jobs)
  return jobs.letters, jobs.reasons
end

local function act(verb, bytes, index, new, score, name)
  if verb == 'delete' then return delete(bytes) end
  if verb == 'score' then return reschedule(bytes, score) end
  if new == '' then new = bytes end
  local key = KEYS[tonumber(index)]
  if verb == 'queue' then return move(bytes, queueRefusal, addToQueue, key, new, name) end
  return move(bytes, setRefusal, addToSet, key, new, score)
end

-- Deleting from a set is harmless to repeat, as no member is there twice.
local onlyDeletes = true
for at = FIRST, #ARGV, FIELDS do onlyDeletes = onlyDeletes and (ARGV[at] == 'delete' or ARGV[at] == 'drop') end

local untaken = take(onlyDeletes)
local needsReceipt = not (onlyDeletes and kind == 'zset')
if untaken and (needsReceipt or string.find(untaken, 'READONLY', 1, true)) then return refuse(untaken) end

local letters, reasons = {}, {}
local wrong = mismatch(source, kind)
if not wrong and ARGV[FIRST] == 'drop' then
  letters, reasons = drop()
else
  for at = FIRST, #ARGV, FIELDS do
    local letter, why = 'f', wrong
    if not wrong then letter, why = act(ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3], ARGV[at + 4], ARGV[at + 5]) end
    letters[#letters + 1] = letter
    if why then reasons[#reasons + 1] = why end
  end
end

for index, why in ipairs(reasons) do reasons[index] = (string.gsub(why, '[\r\n]', ' ')) end
local reply = table.concat(letters)
if #reasons > 0 then reply = reply .. '\n' .. table.concat(reasons, '\n') end
return leave(reply)
