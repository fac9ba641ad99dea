namespace SidekiqCluster.Filters;

/// <summary>What a filter compares that does not stand in the payload.</summary>
/// <param name="Shard">The name of the shard that holds the job.</param>
/// <param name="Source">Where in the shard it is.</param>
/// <param name="Score">The score of an entry of a sorted set; null elsewhere.</param>
/// <param name="Now">The moment that ages and relative times count from; one for a whole query.</param>
internal readonly record struct JobFilterContext(string Shard, JobSource Source, double? Score, DateTimeOffset Now);
