-- Stands before the scripts that look at a source: what the server counted, see ServerEpoch. Reads only.
--
-- epoch(commands): the counts of these commands, by the names of INFO commandstats with blanks between them (empty when
-- the counts are not to be had), and how often INFO ran.
local function count(stats, command)
  local _, last = string.find(stats, 'cmdstat_' .. command .. ':calls=', 1, true)
  return last and string.match(stats, '%d+', last + 1) or '0'
end

local function epoch(commands)
  local server, replication = redis.pcall('INFO', 'server'), redis.pcall('INFO', 'replication')
  local stats = redis.pcall('INFO', 'commandstats')
  if type(stats) ~= 'string' or type(server) ~= 'string' or type(replication) ~= 'string' then return '', '0' end
  local run, history = string.match(server, 'run_id:(%w+)'), string.match(replication, 'master_replid:(%w+)')
  local infos = count(stats, 'info')
  if not run or not history or infos == '0' or not string.find(replication, 'role:master', 1, true) then return '', '0' end
  local counts = {run, history}
  for command in string.gmatch(commands, '%S+') do counts[#counts + 1] = count(stats, command) end
  return table.concat(counts, ' '), infos
end

