-- Looks at a sorted set at one moment: how many members each block of scores holds, and the members of some. Reads only.
--
-- KEYS[1] the set
-- ARGV[1] commands to count, ARGV[2] how many bounds follow, then the bounds, ascending: block 0 lies before the first,
-- each other block begins with its bound; then the blocks whose members are wanted, by number
-- Reply: members in all, members of each block, members and scores by turns of each wanted block, the counts, how often INFO ran
local set, bounds = KEYS[1], tonumber(ARGV[2])

local function from(block) return block == 0 and '-inf' or ARGV[2 + block] end
local function to(block) return block == bounds and '+inf' or '(' .. ARGV[3 + block] end

local sizes, members = {}, {}
for block = 0, bounds do sizes[#sizes + 1] = redis.call('ZCOUNT', set, from(block), to(block)) end
for i = 3 + bounds, #ARGV do
  local block = tonumber(ARGV[i])
  members[#members + 1] = redis.call('ZRANGEBYSCORE', set, from(block), to(block), 'WITHSCORES')
end
local counts, infos = epoch(ARGV[1])
return {redis.call('ZCARD', set), sizes, members, counts, infos}
