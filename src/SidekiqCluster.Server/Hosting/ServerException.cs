namespace SidekiqCluster.Server.Hosting;

/// <summary>Why the server does not start, in words for the one who starts it.</summary>
internal sealed class ServerException(string message, Exception? inner = null) : Exception(message, inner);
