-- What every script that writes begins with: its text stands before the script's own.
--
-- KEYS[1]  receipt of this call: a string, the text that the script replied
-- ARGV[1]  seconds that the receipt lives
-- Reply    text. One that begins with '-' is a refusal, the reason behind it: nothing was changed.
--          Called again with the same receipt, a script changes nothing and replies the same.
--
-- Redis does not roll a script back. So whatever can be refused (types, permissions, memory) is found out before the
-- first change, and what is changed step by step is put back when a step fails.

local receipt, ttl = KEYS[1], ARGV[1]

local known = redis.call('GET', receipt)
if known then return known end

local function failure(reply)
  return type(reply) == 'table' and reply.err
end

local function typeOf(key)
  local found = redis.call('TYPE', key)
  return type(found) == 'table' and found.ok or found
end

local function mismatch(key, wanted)
  local found = typeOf(key)
  if found ~= wanted and found ~= 'none' then
    return 'WRONGTYPE ' .. key .. ' is a ' .. found .. ', not a ' .. wanted
  end
end

-- Redis 7.0 and newer tell what the user may do; older servers only refuse when asked to do it.
local function forbidden(command, key, ...)
  if redis.acl_check_cmd and not redis.acl_check_cmd(command, key, ...) then
    return "NOPERM no permission to run '" .. command .. "' on " .. key
  end
end

-- Takes the receipt before anything is changed: where it cannot be written, nothing is done. A full server refuses it
-- until the script has removed something; so a script that only removes goes on, and its receipt is written last.
-- A script that knows its reply beforehand, unless something is refused, may write it at once.
local function take(onlyRemoves, reply)
  local why = failure(redis.pcall('SET', receipt, reply or '', 'EX', ttl))
  if why and not (onlyRemoves and string.find(why, 'OOM', 1, true)) then return why end
end

local function refuse(why) return '-' .. why end

local function leave(reply)
  redis.pcall('SET', receipt, reply, 'EX', ttl)
  return reply
end

