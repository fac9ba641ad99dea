using System.IO.Compression;
using System.Text;
using System.Text.Json;
using SidekiqCluster.Payloads;

namespace SidekiqCluster.Abstractions.Tests.Jobs;

public sealed class ErrorBacktraceTests
{
    private static readonly string[] Short = ["app/jobs/a.rb:10:in `perform'", "lib/b.rb:2:in `call'"];
    private static readonly string Long = new('l', 300);

    [Theory]
    [InlineData("eJyLVkosKNDPyk8q1k/UK0qyMjSwysxTSChILUrLL8pVV9JRyslM0k8CSRmBZZITc3LUlWIBCOkR9Q==")]
    [InlineData("eJyLVkosKNDPyk8q1k/UK0qyMjSwysxTSChILUrLL8pVV9JRyslM0k8CSRmB\nZZITc3LUlWIBCOkR9Q==\n")]
    [InlineData(" eJyLVkosKNDPyk8q1k/UK0qyMjSwysxTSChILUrLL8pVV9JRyslM0k8CSRmB\r\nZZITc3LUlWIBCOkR9Q==  ")]
    public void Backtrace_CompressedJson_IsItsLines(string stored) => Assert.Equal(Short, Read(stored));

    [Fact]
    public void Backtrace_PlainArray_IsItsLines()
    {
        Assert.Equal(["a.rb:1", "5", "null"], Of("""["a.rb:1",5,null]"""));
        Assert.Equal([], Of("[]")!);
    }

    /// <summary>Ruby's Marshal of four strings: two encodings, a link to the first, a length of two bytes.</summary>
    [Fact]
    public void Backtrace_CompressedMarshal_IsItsLines() => Assert.Equal(
        ["app/jobs/a.rb:10:in `perform'", "lib/ü.rb:2:in `call'", "app/jobs/a.rb:10:in `perform'", "x", Long],
        Read("eJxj4Yjm8lRSSiwo0M/KTyrWT9QrSrIyNLDKzFNIKEgtSssvylVns2JzDfFU\nksrJTNI/vAekwAgsn5yYk6POZs0Q4sCmxFbhqcSkw5gzCogGoJADAEWAlUI=\n"));

    [Theory]
    [InlineData("bm90IHpsaWI=")]
    [InlineData("not base64!")]
    [InlineData("")]
    [InlineData("eJyLVkosKNDPyk8q1k/UK0qyMjSw")]
    public void Backtrace_ThatCannotBeDecoded_IsOneLineAsStored(string stored) => Assert.Equal([stored], Read(stored));

    [Theory]
    [InlineData("{\"a\":1}")]
    [InlineData("[\"a\"")]
    [InlineData("[\"\\ud8\"]")]
    [InlineData("not json")]
    [InlineData("\u0004\b[\u0006I")]
    [InlineData("\u0004\b[\u0004")]
    [InlineData("\u0004\b\"\u0006a")]
    public void Backtrace_OfOtherContent_IsOneLineAsStored(string content)
    {
        var stored = Compress(Encoding.UTF8.GetBytes(content));

        Assert.Equal([stored], Read(stored));
    }

    [Fact]
    public void Backtrace_WithHalfSurrogates_IsReplaced() =>
        Assert.Equal(["\uFFFD", "\uFFFD"], Read(Compress([.. "[\"\\ud800\",\""u8, 0xff, .. "\"]"u8])));

    [Theory]
    [InlineData(Backtraces.MaxInflated, true)]
    [InlineData(Backtraces.MaxInflated + 1, false)]
    [InlineData(50_000_000, false)]
    public void Backtrace_InflatedBeyondTheBound_IsOneLineAsStored(int size, bool isRead)
    {
        var content = new byte[size];
        content.AsSpan().Fill((byte)' ');
        "[\"a\""u8.CopyTo(content);
        content[^1] = (byte)']';
        var stored = Compress(content);

        Assert.Equal([isRead ? "a" : stored], Read(stored));
    }

    [Theory]
    [InlineData("null", null)]
    [InlineData("false", null)]
    [InlineData("true", null)]
    [InlineData("5", "5")]
    [InlineData("{\"a\":1}", "{\"a\":1}")]
    public void Backtrace_OfOtherTypes_IsNullOrItsJson(string json, string? line) =>
        Assert.Equal(line is null ? null : [line], Of(json));

    private static string Compress(byte[] content)
    {
        var buffer = new MemoryStream();
        using (var stream = new ZLibStream(buffer, CompressionLevel.Optimal))
        {
            stream.Write(content);
        }

        return Convert.ToBase64String(buffer.ToArray());
    }

    private static IReadOnlyList<string>? Read(string stored) => Of(JsonSerializer.Serialize(stored));

    private static IReadOnlyList<string>? Of(string json) =>
        new JobRecord("s", JobSource.Dead, Encoding.UTF8.GetBytes($$"""{"error_backtrace":{{json}}}""")).ErrorBacktrace;
}
