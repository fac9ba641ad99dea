using CsCheck;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Abstractions.Tests.Filters;

public sealed class JobFilterReferenceTests
{
    [Fact]
    public void Matches_RandomFiltersAndJobs_IsWhatTheRecordsShow() =>
        Check(Gen.Select(FilterGen.Near, JobGen.Any));

    [Fact]
    public void Matches_FiltersThatNameWhatIsInTheJob_IsWhatTheRecordShows() =>
        Check(JobGen.Any.SelectMany(job => FilterAboutJobGen.About(job).Select(filter => (filter, job))));

    private static void Check(Gen<(JobFilter Filter, JobRecord Job)> cases) => cases.Sample(
        pair => Assert.Equal(ReferenceFilter.Matches(pair.Filter, pair.Job, JobGen.Now), pair.Filter.Matches(pair.Job, JobGen.Now)),
        iter: TestSizes.PropertyCases * 2,
        print: pair => $"{pair.Filter}  ON  {JobGen.Print(pair.Job)}");
}
