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

local tail = tonumber(ARGV[2])
local counts, infos = epoch(ARGV[5])
return {
  redis.call('LLEN', list),
  range(0, tonumber(ARGV[1])),
  tail == 0 and {} or redis.call('LRANGE', list, -tail, -1),
  range(tonumber(ARGV[3]), tonumber(ARGV[4])),
  counts, infos,
}
