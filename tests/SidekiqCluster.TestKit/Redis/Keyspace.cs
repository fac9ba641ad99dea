using StackExchange.Redis;

namespace SidekiqCluster.TestKit.Redis;

/// <summary>All that a database holds, as text to compare: a line per key. Receipts are no part of Sidekiq's data.</summary>
public static class Keyspace
{
    // What expires says so, as the exact time is nobody's choice.
    private const string Script =
        """
        local lines = {}
        local keys = redis.call('KEYS', '*')
        table.sort(keys)
        for _, key in ipairs(keys) do
          if not string.find(key, 'sidekiq-cluster:receipt:', 1, true) then
            local kind = redis.call('TYPE', key).ok
            local values
            if kind == 'string' then values = {redis.call('GET', key)}
            elseif kind == 'list' then values = redis.call('LRANGE', key, 0, -1)
            elseif kind == 'set' then values = redis.call('SMEMBERS', key) table.sort(values)
            elseif kind == 'zset' then values = redis.call('ZRANGE', key, 0, -1, 'WITHSCORES')
            else
              local fields = redis.call('HGETALL', key)
              values = {}
              for at = 1, #fields, 2 do values[#values + 1] = fields[at] .. '=' .. fields[at + 1] end
              table.sort(values)
            end
            local expires = redis.call('PTTL', key) >= 0 and ', expires' or ''
            lines[#lines + 1] = key .. ' (' .. kind .. expires .. '): ' .. table.concat(values, ' | ')
          end
        end
        return lines
        """;

    /// <summary>Reads the database whole, at one moment.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(IDatabase redis)
    {
        ArgumentNullException.ThrowIfNull(redis);
        return (string[])(await redis.ScriptEvaluateAsync(Script))!;
    }
}
