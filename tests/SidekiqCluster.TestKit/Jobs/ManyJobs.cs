using System.Globalization;
using System.Text;

namespace SidekiqCluster.TestKit.Jobs;

/// <summary>
/// Jobs by number, as large sites have them: 20 classes, 350 to 500 bytes, every tenth an Active Job, every seventh retried
/// before, every fourth written by Sidekiq 8, in milliseconds. The same number is always the same job.
/// </summary>
public static class ManyJobs
{
    /// <summary>The classes.</summary>
    public const int Classes = 20;

    /// <summary>The payload.</summary>
    public static byte[] Payload(int number) => Encoding.UTF8.GetBytes(Json(number));

    /// <summary>The payload of the same job after it failed.</summary>
    public static byte[] Failed(int number) => Encoding.UTF8.GetBytes(Json(number, hasFailed: true));

    /// <summary>The payload as text.</summary>
    public static string Json(int number) => Json(number, hasFailed: number % 7 == 0);

    private static string Json(int number, bool hasFailed)
    {
        var job = FormattableString.Invariant(
            $$"""{"retry":true,"queue":"q{{number % 5}}","args":[{{ArgsOf(number)}}],"class":{{ClassOf(number)}},"jid":"{{JidOf(number)}}","created_at":{{Time(number, 0)}},"enqueued_at":{{Time(number, 1)}}""");
        var retried = hasFailed
            ? FormattableString.Invariant(
                $$""","error_message":"execution expired","error_class":"{{(number % 2 == 0 ? "Timeout::Error" : "Net::ReadTimeout")}}","failed_at":{{Time(number, 2)}},"retry_count":{{number % 26}}""")
            : string.Empty;
        return job + retried + "}";
    }

    /// <summary>The job id.</summary>
    public static string JidOf(int number) =>
        unchecked((ulong)number * 0x9E3779B97F4A7C15UL).ToString("x16", CultureInfo.InvariantCulture) + number.ToString("x8", CultureInfo.InvariantCulture);

    private static string Time(int number, int second)
    {
        var seconds = 1795442400 + second + (number * 0.01);
        return number % 4 == 3
            ? Math.Round(seconds * 1000).ToString("0", CultureInfo.InvariantCulture)
            : seconds.ToString("0.0000", CultureInfo.InvariantCulture);
    }

    private static string ClassOf(int number) => number % 10 == 0
        ? $"\"ActiveJob::QueueAdapters::SidekiqAdapter::JobWrapper\",\"wrapped\":\"Mailers::Job{number % Classes}\""
        : $"\"Billing::Job{number % Classes}\"";

    private static string ArgsOf(int number)
    {
        var text = new string('x', 90 + (number % 97));
        var args = $"{number},\"user-{number % 1000}@example.com\",{{\"premium\":{(number % 3 == 0 ? "true" : "false")},\"note\":\"{text}\"}}";
        return number % 10 == 0 ? $"{{\"job_class\":\"Mailers::Job{number % Classes}\",\"arguments\":[{args}]}}" : args;
    }
}
