using System.Text.Json;

namespace SidekiqCluster.Payloads;

/// <summary>Looks through the adapters that stand in a payload's <c>class</c> for the job they carry.</summary>
internal static class WrappedJob
{
    public static JobDisplay Find(ReadOnlySpan<byte> raw, scoped in PayloadLayout layout)
    {
        var adapter = layout[PayloadField.Class].ContentIn(raw);
        var args = layout[PayloadField.Args];
        var array = args.Type == JsonTokenType.StartArray ? args.In(raw) : default;
        if (IsActiveJobAdapter(adapter))
        {
            return FindActiveJob(layout[PayloadField.Wrapped].ContentIn(raw), array);
        }

        return IsDelayedExtension(adapter) && DelayedCalls.TryFind(array, out var call)
            ? call
            : new JobDisplay { Class = adapter, Array = array, HidesLast = layout[PayloadField.Encrypt].IsTruthy };
    }

    private static bool IsActiveJobAdapter(ReadOnlySpan<byte> adapter) =>
        JsonText.ContentIs(adapter, "ActiveJob::QueueAdapters::SidekiqAdapter::JobWrapper"u8)
        || JsonText.ContentIs(adapter, "Sidekiq::ActiveJob::Wrapper"u8);

    private static bool IsDelayedExtension(ReadOnlySpan<byte> adapter) =>
        adapter.StartsWith("Sidekiq::Extensions::"u8)
        && (JsonText.ContentIs(adapter, "Sidekiq::Extensions::DelayedClass"u8)
            || JsonText.ContentIs(adapter, "Sidekiq::Extensions::DelayedModule"u8)
            || JsonText.ContentIs(adapter, "Sidekiq::Extensions::DelayedModel"u8)
            || JsonText.ContentIs(adapter, "Sidekiq::Extensions::DelayedMailer"u8));

    private static JobDisplay FindActiveJob(ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> args)
    {
        var first = FirstOf(args);
        if (wrapped.IsEmpty && !first.IsEmpty && first[0] == '"')
        {
            // The oldest adapter passed the class name first; Sidekiq shows no arguments then.
            return new JobDisplay { Kind = JobDisplayKind.ActiveJob, Class = first[1..^1] };
        }

        var job = first is [(byte)'{', ..] ? first : "{}"u8;
        var name = wrapped.IsEmpty ? PayloadLayout.Find(job, "job_class"u8).ContentIn(job) : wrapped;
        var found = PayloadLayout.Find(job, "arguments"u8);
        var arguments = found.Type == JsonTokenType.StartArray ? found.In(job) : default;
        return TryFindMail(name, arguments, out var mail)
            ? mail
            : new JobDisplay { Kind = JobDisplayKind.ActiveJob, Class = name, Array = arguments };
    }

    private static bool TryFindMail(ReadOnlySpan<byte> name, ReadOnlySpan<byte> arguments, out JobDisplay mail)
    {
        mail = default;
        var isLegacy = JsonText.ContentIs(name, "ActionMailer::DeliveryJob"u8);
        if (!isLegacy && !JsonText.ContentIs(name, "ActionMailer::MailDeliveryJob"u8))
        {
            return false;
        }

        var parts = DisplayArguments.Of(arguments);
        if (!TryReadText(ref parts, out var mailer) || !TryReadText(ref parts, out var action))
        {
            return false;
        }

        mail = new JobDisplay { Kind = JobDisplayKind.MailerLegacy, Class = mailer, Separator = (byte)'#', ClassTail = action, Array = arguments };
        if (isLegacy)
        {
            return true;
        }

        if (!parts.MoveNext() || !parts.MoveNext() || parts.Current[0] != '{')
        {
            return false;
        }

        var options = parts.Current;
        var parameters = PayloadLayout.Find(options, "params"u8);
        var list = PayloadLayout.Find(options, "args"u8);
        mail = mail with
        {
            Kind = JobDisplayKind.MailDelivery,
            MailParameters = parameters.IsPresent ? parameters.In(options) : "null"u8,
            Array = list.IsPresent ? list.In(options) : "null"u8,
        };
        return true;
    }

    private static bool TryReadText(scoped ref DisplayArguments parts, scoped out ReadOnlySpan<byte> content)
    {
        var isText = parts.MoveNext() && parts.Current[0] == '"';
        content = isText ? parts.Current[1..^1] : default;
        return isText;
    }

    private static ReadOnlySpan<byte> FirstOf(ReadOnlySpan<byte> array)
    {
        var items = DisplayArguments.Of(array);
        return items.MoveNext() ? items.Current : default;
    }
}
