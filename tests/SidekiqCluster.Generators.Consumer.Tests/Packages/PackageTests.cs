using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SidekiqCluster.Generators.Consumer.Tests.Packages;

/// <summary>The packages as a user gets them: restored from a folder, trimmed, run.</summary>
public sealed class PackageTests : IDisposable
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private readonly string _folder = Directory.CreateTempSubdirectory("sidekiq-cluster-package-").FullName;

    [Fact]
    public async Task Package_UsedByATrimmedProgram_GivesTypedJobs()
    {
        var version = $"0.1.0-test{Environment.ProcessId}";
        await PackAsync("src", "SidekiqCluster.Abstractions", version);
        await PackAsync("generators", "SidekiqCluster.Generators", version);
        CopyTo(Path.Combine(Repository(), "tests", "SidekiqCluster.Generators.Consumer.Tests", "Packages", "PackagedConsumer"), "consumer");
        CopyTo(Path.Combine(Repository(), "tests", "SidekiqCluster.Generators.Consumer.Tests", "app"), Path.Combine("consumer", "app"));

        await DotnetAsync(
            "publish",
            Path.Combine(_folder, "consumer"),
            "-r",
            RuntimeInformation.RuntimeIdentifier,
            "-o",
            Path.Combine(_folder, "published"),
            $"-p:PackedVersion={version}",
            $"-p:RestoreAdditionalProjectSources={Path.Combine(_folder, "feed")}",
            $"-p:RestoreFallbackFolders={GlobalPackages()}");

        Assert.Equal(
            """
            ChargeMerchant money [7,12.5,{"currency":"EUR","cap":null}]
            Billing::ChargeMerchantJob billing [7,12.5,null,1,2]
            ImportJob imports ["a.csv",{},true]
            NightlyReportJob reports [5,{"format":"pdf","_aj_ruby2_keywords":["format"]}]
            Argument 1 (file_name): expected a string, found a number.
            class=ChargeMerchant args[0]=(7,8) args[1]>10 args[2].currency^=EU
            a ChargeMerchant { MerchantId = 7, Amount = 12.5, Options = ChargeOptions { Currency = EUR, Cap =  } }
            class=ChargeMerchant (args[2]=null or (args[2]!=null args[2].cap=null args[1]<5)) 1
            class=Billing::ChargeMerchantJob args[4]=6 args[2]=null JobGroup { Key = 9, Count = 1 }
            c Argument 1 (merchant_id): expected an integer (Int64), found a string.

            """,
            await RunAsync(Path.Combine(_folder, "published", "PackagedConsumer"), []));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<string> PackAsync(string area, string project, string version) => DotnetAsync(
        "pack", Path.Combine(Repository(), area, project), "--no-build", "-c", Configuration, "-o", Path.Combine(_folder, "feed"), $"-p:Version={version}");

    private Task<string> DotnetAsync(params string[] arguments) => RunAsync("dotnet", arguments);

    private async Task<string> RunAsync(string program, string[] arguments)
    {
        var ct = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, WorkingDirectory = _folder };
        start.Environment["NUGET_PACKAGES"] = Path.Combine(_folder, "packages");
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}\n{output}");
        return output;
    }

    private void CopyTo(string source, string target)
    {
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder, target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static string GlobalPackages() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static string Repository([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));
}
