using System.Diagnostics;
using System.Text;
using CsCheck;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Generators.Consumer.Tests.Jobs;

/// <summary>What Ruby's JSON makes of the arguments that we write, and we of those that it writes.</summary>
public sealed class RubyAgreementTests
{
    private const string Echo = "require 'json'; STDIN.each_line { |line| puts JSON.generate(JSON.parse(line)) }";

    [Fact]
    public async Task Write_AnyArguments_SurviveRuby()
    {
        Require.Ruby();
        List<Scalars> written = [];

        // Ruby reads a number with a fraction as a float, which holds fewer digits than a decimal.
        Gens.Scalars.Select(Gen.Int, (one, cents) => one with { Exact = cents / 100m })
            .Sample(written.Add, iter: TestSizes.PropertyCases, threads: 1);

        var lines = await EchoAsync(written.Select(one => Encoding.UTF8.GetString(JobArgs.ToUtf8Json(one))));

        Assert.Equal(written, lines.Select(line => JobArgs.TryRead<Scalars>(Encoding.UTF8.GetBytes(line), out var read, out _) ? read : null));
    }

    [Fact]
    public async Task Write_AnyFloat_IsSpeltAsRubyDoes()
    {
        Require.Ruby();
        List<string> written = [];
        Gen.Double.Where(double.IsFinite).Sample(
            number => written.Add(Encoding.UTF8.GetString(JobArgs.ToUtf8Json(new Numbers(number)))), iter: TestSizes.PropertyCases, threads: 1);

        Assert.Equal(written, await EchoAsync(written));
    }

    private static async Task<List<string>> EchoAsync(IEnumerable<string> lines)
    {
        var ct = TestContext.Current.CancellationToken;
        using var ruby = Process.Start(new ProcessStartInfo("ruby", ["-Eutf-8:utf-8", "-e", Echo])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        })!;
        var output = ruby.StandardOutput.ReadToEndAsync(ct);
        await ruby.StandardInput.WriteAsync(string.Join('\n', lines).AsMemory(), ct);
        ruby.StandardInput.Close();
        var text = await output;
        await ruby.WaitForExitAsync(ct);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
