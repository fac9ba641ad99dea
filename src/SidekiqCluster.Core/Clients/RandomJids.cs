using System.Security.Cryptography;

namespace SidekiqCluster.Clients;

/// <summary>Ids of new jobs that nobody can guess: 24 lower-case hex digits. The system is asked for many at a time.</summary>
internal static class RandomJids
{
    private const int JidBytes = 12;
    private const int JidsAtOnce = 100;

    [ThreadStatic]
    private static byte[]? _drawn;

    [ThreadStatic]
    private static int _left;

    /// <summary>The next one. Good for any thread.</summary>
    public static string Next()
    {
        var drawn = _drawn ??= new byte[JidsAtOnce * JidBytes];
        if (_left == 0)
        {
            RandomNumberGenerator.Fill(drawn);
            _left = JidsAtOnce;
        }

        return Convert.ToHexStringLower(drawn, --_left * JidBytes, JidBytes);
    }
}
