namespace SidekiqCluster.Generators.Tests.Queries;

public sealed class TypedQueryAnalyzerTests
{
    private const string Leave = "use AsAsyncEnumerable() first and ask there";

    [Theory]
    [InlineData("j.Args.Text.ToUpper() == \"A\"", "j.Args.Text.ToUpper()", "String.ToUpper cannot be asked of stored jobs; use ==, <, >, StartsWith, EndsWith or Contains, or " + Leave)]
    [InlineData("j.Args.Day.Year == 2026", "j.Args.Day.Year", "DateOnly.Year cannot be asked of stored jobs; compare what the job has, or " + Leave)]
    [InlineData("j.Args.Flag && j.Args.Id % 10 == 7", "j.Args.Id % 10", "The operator % cannot be applied to a part of a stored job; apply it to what that is compared with, or " + Leave)]
    [InlineData("(j.Args.Count ?? 0) == 5", "j.Args.Count ?? 0", "The operator ?? cannot be applied to a part of a stored job; apply it to what that is compared with, or " + Leave)]
    [InlineData("Known.Check(j)", "Known.Check(j)", "Known.Check cannot be asked of stored jobs; use ==, <, >, StartsWith, EndsWith or Contains, or " + Leave)]
    [InlineData("j.Args.Computed == \"a\"", "j.Args.Computed", "Job.Computed cannot be asked of stored jobs; compare what the job has, or " + Leave)]
    [InlineData(
        "new System.Collections.Hashtable().Contains(j.Args.Text)",
        "new System.Collections.Hashtable().Contains(j.Args.Text)",
        "Hashtable.Contains cannot be asked of stored jobs; use ==, <, >, StartsWith, EndsWith or Contains, or " + Leave)]
    [InlineData("func(j)", "func(j)", "This part cannot be asked of stored jobs; compare a property of the job with a value, or " + Leave)]
    public Task Skq040_WhatHasNoCounterpartInAFilter_IsToldAtThePart(string lambda, string part, string message) => AssertOnlyAsync("SKQ040", lambda, part, message);

    [Theory]
    [InlineData("j.Args.Text == j.Args.Mode", "j.Args.Text == j.Args.Mode", "Two parts of a job cannot be compared with each other; compare each with a value that is known before, or " + Leave)]
    [InlineData("j.Args.Text.Contains(j.Args.Mode)", "j.Args.Mode", "Two parts of a job cannot be compared with each other; compare each with a value that is known before, or " + Leave)]
    [InlineData("j.Args.Words[j.Args.Limit] == \"a\"", "j.Args.Limit", "An index or key must be known before; it cannot come from the job, so " + Leave)]
    public Task Skq041_PartsOfTheJobOnBothSides_AreTold(string lambda, string part, string message) => AssertOnlyAsync("SKQ041", lambda, part, message);

    [Theory]
    [InlineData("(int)j.Args.Id == 7", "(int)j.Args.Id", "The conversion of a job's Int64 to Int32 can change the value; compare it with a Int64, or " + Leave)]
    [InlineData("j.Args.Id > 1.5", "j.Args.Id", "The conversion of a job's Int64 to Double can change the value; compare it with a Int64, or " + Leave)]
    [InlineData("j.Args.Text.StartsWith(\"a\", StringComparison.CurrentCulture)", "StringComparison.CurrentCulture", "Texts are compared by StringComparison.Ordinal only; write that constant or leave it out")]
    [InlineData(
        "Enumerable.Contains(Known.MaybeTexts, j.Args.Text, StringComparer.Ordinal)",
        "StringComparer.Ordinal",
        "The collection may compare in a way of its own; texts are compared by their characters, so use an array, a list or a set with the default comparer")]
    public Task Skq042_ValuesComparedOtherwise_AreTold(string lambda, string part, string message) => AssertOnlyAsync("SKQ042", lambda, part, message);

    [Theory]
    [InlineData("j.Args.Hash == Known.Hash", "j.Args.Hash", "A whole Hash cannot be compared; compare one of its values, or itself with the word null")]
    [InlineData("j.Args.Ids == Known.Longs", "j.Args.Ids", "A whole Int64[] cannot be compared; compare one of its values, or itself with the word null")]
    [InlineData("j.Args.Words.Contains(\"a\")", "j.Args.Words", "Lists of a job cannot be asked what they contain, only Tags can; ask for one element by its index, or " + Leave)]
    [InlineData("j == null", "j", "The job itself cannot be part of the filter; name one of its properties")]
    public Task Skq043_WhatIsNoSingleValue_IsTold(string lambda, string part, string message) => AssertOnlyAsync("SKQ043", lambda, part, message);

    [Theory]
    [InlineData("query.CountByAsync(j => j.Args.Id)", null)]
    [InlineData("query.CountByAsync(j => j.Args.Hash)", null)]
    [InlineData("query.CountByAsync(j => j.Tags)", null)]
    [InlineData("query.CountByAsync(j => j.Args.Id / 10)", "The operator / cannot be applied to a part of a stored job; apply it to what that is compared with, or " + Leave)]
    [InlineData("query.Where(JobFilter.All)", null)]
    [InlineData("query.AsAsyncEnumerable().Where(j => j.Args.Id % 10 == 7)", null)]
    [InlineData("Known.Longs.Where(id => id % 10 == 7)", null)]
    public async Task OtherCalls_AreReadAsTheyAre(string call, string? message)
    {
        var diagnostics = await QueryRun.AnalyzeAsync(Program($"return {call};"));

        Assert.Equal(message is null ? [] : [message], diagnostics.Select(QueryRun.Message));
    }

    [Fact]
    public async Task Mistakes_SeveralInOneLambda_AreAllTold()
    {
        var diagnostics = await QueryRun.AnalyzeAsync(Program(
            "return query.Where(j => j.Args.Id % 2 == 1 || !(j.Args.Text == j.Args.Mode) && j.Args.Id == 7 && (short)j.Args.Id == 7);"));

        Assert.Equal(["SKQ040", "SKQ041", "SKQ042"], diagnostics.Select(one => one.Id));
    }

    [Fact]
    public async Task Program_ThatDoesNotCompile_IsReadWithoutAnException() =>
        Assert.Empty(await QueryRun.AnalyzeAsync(Program("return query.Where(j => j.Args.Nope == 7 && ).Where(); ")));

    private static async Task AssertOnlyAsync(string id, string lambda, string part, string message)
    {
        var diagnostic = Assert.Single(await QueryRun.AnalyzeAsync(Program($"Func<TypedJob<Job>, bool> func = Known.Check; return query.Where(j => {lambda});")));

        Assert.Equal((id, message), (diagnostic.Id, QueryRun.Message(diagnostic)));
        Assert.Equal(part, diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
    }

    private static string Program(string body) =>
        QuerySource.Types + $"static class Program {{ static object Ask(TypedJobQuery<Job> query) {{ {body} }} }}\n";
}
