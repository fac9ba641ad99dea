namespace SidekiqCluster.Generators.Tests.Queries;

/// <summary>Makes conditions over a job as C# text, of what can be asked and of what cannot.</summary>
internal sealed class LambdaGrammar(int seed)
{
    private static readonly string[] Longs =
        ["j.Args.Id", "j.Args.Map[\"a\"]", "j.Args.Map[text]", "j.Args.Ids[0]", "j.Args.Ids[index + 1]", "j.Args.Limit", "j.Args.Small", "j.Args.Holes[0]!.Value"];

    private static readonly string[] MaybeLongs =
    [
        "j.Args.Count", "j.Args.Other", "j.Args.Holes[0]", "j.Args.Holes[index]", "j.Args.Hash.Inner!.Cap", "j.Args.MaybeHash!.Nested.Cap",
        "j.Args.Hash.Nested.Cap", "j.RetryCount", "j.Args.Inners[0].Cap", "j.Args.MaybeHash!.Inner!.Cap",
    ];

    private static readonly string[] Texts =
    [
        "j.Args.Text", "j.Args.Words[0]", "j.Args.Hash.Currency", "j.Args.MaybeHash!.Currency", "j.Args.Hash.Nested.Name", "j.Args.Mode",
        "j.Args.MaybeText!", "j.Jid!", "j.ErrorClass!", "j.Queue!", "j.Shard", "j.Args.Inners[1].Name", "j.Args.MaybeHash!.Nested.Name", "j.Class",
    ];

    private static readonly string[] Kinds =
        ["j.Args.Kind", "j.Args.MaybeKind", "j.Args.Last", "j.Args.Hash.Nested.Size", "j.Args.Inners[0].Size", "j.Args.MaybeKind!.Value"];

    private static readonly string[] Orders = ["==", "!=", "<", "<=", ">", ">="];
    private static readonly string[] Equalities = ["==", "!="];

    private static readonly string[] Unsupported =
    [
        "j.Args.Id % 10 == 7", "j.Args.Text.Length > 3", "j.Args.Text.ToUpperInvariant() == \"A\"", "j.Args.Text == j.Args.Mode", "(int)j.Args.Id == 7",
        "j.Args.Words.Contains(\"a\")", "j.Args.Text.StartsWith(text, StringComparison.OrdinalIgnoreCase)", "j.Args.Hash == Known.Hash",
        "j.Args.Hash.Equals(null)", "j.Record.Jid == \"a\"", "Known.Check(j)", "j.Args.Day.Year == 2026", "j.Args.Any.ValueKind == JsonValueKind.Null",
        "(j.Args.Count ?? 0) == 5", "(j.Args.Flag ? 1 : 2) == 1", "j.Args.Flag & true", "(object)j.Args.Text == null", "j.Args.Text + \"x\" == \"ax\"",
        "j.Tags.Count > 0", "j.Args.Holes.Count == 2", "j.ExtraArguments > 0", "j.Args.Id.ToString() == \"7\"", "(double)j.Args.Id > 1.5",
        "j.Args.Words[j.Args.Limit] == \"a\"", "Known.Longs.Any(x => x == j.Args.Id)", "j.Args.Id.CompareTo(5) > 0", "j.Args.Text.Equals(\"a\")",
        "string.Compare(j.Args.Text, \"a\") > 0", "j.Args.Text.Contains(j.Args.Mode)", "j.Tags.Contains(j.Args.Text)", "-j.Args.Small == 5",
        "(j.Args.Id == 7) == Known.Yes", "j.Args.Ids.Contains(7L)", "j.Args.Holes == Known.MaybeInts", "j.Args.Map.ContainsKey(\"a\")",
        "j.Args.Computed == \"a\"", "j.Args.Any.Equals(null)", "j.CreatedAt!.Value.Year == 2026", "$\"{j.Args.Text}\" == \"a\"",
        "j.Args.Text.Substring(1) == \"b\"", "j.Args.Kind.ToString() == \"Small\"", "j.Args.Id + 1 == 8", "j.Args.MaybeText!.Trim() == \"a\"",
        "j.Source.Kind == JobSourceKind.Retry", "j.Args.Hash.Nested == null || j.Args.Hash.GetHashCode() == 5", "j.Args.Count.GetValueOrDefault() == 5",
        "~j.Args.Limit == 5", "(j.Args.Any as object) == null", "j.Args == null", "j.Mismatch == null", "j.Args.Kind == j.Args.Last",
    ];

    private readonly Random _random = new(seed);

    /// <summary>A condition; about two in five have a part that cannot be asked.</summary>
    public string Next() => Test(_random.Next(3), isAskable: _random.Next(5) >= 2);

    private string Test(int depth, bool isAskable) => depth == 0
        ? Leaf(isAskable)
        : _random.Next(6) switch
        {
            0 => $"!({Test(depth - 1, isAskable)})",
            1 or 2 => $"{Group(depth, isAskable)} && {Group(depth, isAskable)}",
            3 or 4 => $"{Group(depth, isAskable)} || {Group(depth, isAskable)}",
            _ => $"({Test(depth - 1, isAskable)})",
        };

    private string Group(int depth, bool isAskable) => $"({Test(depth - 1, isAskable)})";

    private string Leaf(bool isAskable) => !isAskable && _random.Next(2) == 0 ? Pick(Unsupported) : _random.Next(14) switch
    {
        0 => Sides(Pick(Longs), Pick(Orders), Pick("7", "id", "10", "Known.Seven()", "-3", "7L", "id + 2", "9")),
        1 => Sides(Pick(MaybeLongs), Pick(Orders), Pick("7", "5", "10", "Known.NullInt", "inner.Cap", "id")),
        2 => Sides(Pick(MaybeLongs), Pick(Equalities), "null"),
        3 => Sides(Pick(Texts), Pick(Equalities), Pick("\"a\"", "text", "\"\"", "\"fast\"", "Known.Text", "Known.Null", "\"nested\"", "inner.Name", "\"é😀\"")),
        4 => $"{Pick(Texts)}.{Pick("StartsWith", "EndsWith", "Contains")}({Pick("\"a\"", "text", "'a'", "\"\"", "\"s\", StringComparison.Ordinal", "\"é\"")})",
        5 => Pick(
            "j.Args.Flag", "j.Args.MaybeFlag == true", "j.Args.MaybeFlag != Known.Yes", "j.Args.MaybeFlag!.Value", "!j.Args.Flag", "j.Args.Flag == Known.Yes",
            "j.Args.MaybeFlag.HasValue", "j.Args.Count.HasValue", "!j.Args.Other.HasValue", "j.Args.MaybeDay.HasValue", "(bool)j.Args.MaybeFlag!"),
        6 => Sides(Pick("j.Args.Amount", "j.Args.Id", "j.Args.Count", "j.Args.Limit"), Pick(Orders), Pick("12.5m", "7m", "10.00m", "0.1m")),
        7 => Sides(Pick("j.Args.Rate", "j.Args.Limit", "j.Args.Small"), Pick(Orders), Pick("0.1", "2.5", "10d", "Known.NaN", "double.PositiveInfinity")),
        8 => Sides(Pick("j.Args.Big", "j.Args.Id", "j.Args.Limit"), Pick(Orders), Pick("BigInteger.Pow(10, 20)", "new BigInteger(7)", "BigInteger.One")),
        9 => Sides(Pick("j.Args.Day", "j.Args.MaybeDay"), Pick(Orders), Pick("new DateOnly(2026, 11, 23)", "Known.Days[0]", "DateOnly.MinValue")),
        10 => Sides(
            Pick("j.Args.Moment", "j.CreatedAt", "j.FailedAt", "j.At", "j.CreatedAt!.Value"),
            Pick(Orders),
            Pick("Known.Moment", "new DateTimeOffset(2026, 11, 23, 15, 0, 0, TimeSpan.FromHours(1))", "Known.Moment.AddDays(-1)", "DateTimeOffset.UnixEpoch")),
        11 => Sides(Pick(Kinds), Pick(Orders), Pick("Kind.Large", "Kind.Huge", "Kind.Big", "(Kind)9", "inner.Size")),
        12 => Pick(
            $"Known.Longs.Contains({Pick("j.Args.Id", "j.Args.Ids[0]", "j.Args.Map[\"a\"]", "j.Args.Limit", "j.Args.Small")})",
            $"Known.MaybeInts.Contains({Pick("j.Args.Count", "j.Args.Other", "j.Args.Holes[1]", "j.Args.Limit")})",
            $"Known.Words.Contains({Pick(Texts)})",
            $"Known.Kinds.Contains({Pick("j.Args.Kind", "j.Args.Last", "j.Args.Inners[0].Size")})",
            $"Known.MaybeTexts.Contains({Pick("j.Args.Text", "j.Args.MaybeText", "j.Args.Mode", "j.ErrorClass")})",
            "Known.Days.Contains(j.Args.Day)",
            "new[] { 7L, id }.Contains(j.Args.Id)",
            "new List<string> { \"a\", text }.Contains(j.Args.Text)",
            "Known.Nothing!.Contains(j.Args.Id)"),
        _ => Pick(
            "j.Args.MaybeHash == null", "j.Args.MaybeHash != null", "null == j.Args.Hash.Inner", "j.Args.MaybeHash!.Inner != null", "j.Args.Words != null",
            "j.Args.Hash.Nested == null", "string.IsNullOrEmpty(j.Args.MaybeText)", "string.IsNullOrEmpty(j.Args.Mode)", "j.Tags.Contains(\"vip\")",
            "!j.Tags.Contains(text)", "j.ErrorClass == null", "j.Args.MaybeText != null", "j.Score > 5", "j.Source == JobSource.Retry", "Known.Yes", "true",
            "Known.Null == null || j.Args.Text.StartsWith(Known.Null)", "j.Args.MaybeText == Known.Null", "j.Args.Ids == null"),
    };

    private string Sides(string asked, string sign, string known) =>
        _random.Next(4) > 0 ? $"{asked} {sign} {known}" : $"{known} {sign} {asked}";

    private string Pick(params string[] all) => all[_random.Next(all.Length)];
}
