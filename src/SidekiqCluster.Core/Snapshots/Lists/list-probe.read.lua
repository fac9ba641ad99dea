-- Looks at several stretches of a list at one moment. Reads only.
--
-- KEYS[1] the list
-- ARGV[1] entries from the head, ARGV[2] entries from the tail
-- ARGV[3] place of the window's first entry, ARGV[4] entries of the window
-- ARGV[5] commands to count, by the names of INFO commandstats, each followed by a blank
-- Reply: length, head, tail, window, the counts (empty when they are not to be had), how often INFO ran
local list = KEYS[1]

local function range(from, count)
  if count == 0 then return {} end
  return redis.call('LRANGE', list, from, from + count - 1)
end

local function count(stats, command)
  local _, last = string.find(stats, 'cmdstat_' .. command .. ':calls=', 1, true)
  return last and string.match(stats, '%d+', last + 1) or '0'
end

local function epoch()
  local server, replication = redis.pcall('INFO', 'server'), redis.pcall('INFO', 'replication')
  local stats = redis.pcall('INFO', 'commandstats')
  if type(stats) ~= 'string' or type(server) ~= 'string' or type(replication) ~= 'string' then return '', '0' end
  local run, history = string.match(server, 'run_id:(%w+)'), string.match(replication, 'master_replid:(%w+)')
  local infos = count(stats, 'info')
  if not run or not history or infos == '0' or not string.find(replication, 'role:master', 1, true) then return '', '0' end
  local counts = {run, history}
  for command in string.gmatch(ARGV[5], '%S+') do counts[#counts + 1] = count(stats, command) end
  return table.concat(counts, ' '), infos
end

local tail = tonumber(ARGV[2])
local counts, infos = epoch()
return {
  redis.call('LLEN', list),
  range(0, tonumber(ARGV[1])),
  tail == 0 and {} or redis.call('LRANGE', list, -tail, -1),
  range(tonumber(ARGV[3]), tonumber(ARGV[4])),
  counts, infos,
}
