namespace SidekiqCluster.Grains.Profiles;

/// <summary>The data of a profile on its way.</summary>
internal static class ProfileData
{
    public static async Task<byte[]?> ReadAsync(SidekiqShard shard, string key, CancellationToken cancellationToken)
    {
        var data = await shard.Profiles.OpenDataAsync(key, cancellationToken).ConfigureAwait(false);
        if (data is null)
        {
            return null;
        }

        await using (data.ConfigureAwait(false))
        {
            using var bytes = new MemoryStream();
            await data.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
            return bytes.ToArray();
        }
    }
}
