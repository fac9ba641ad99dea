namespace SidekiqCluster;

/// <summary>How a field is compared with a value. Texts compare by code point and by case.</summary>
public enum JobFilterOperator
{
    /// <summary>The whole value equals: <c>=</c>. Numbers by their exact value: <c>1e2</c> equals <c>100.0</c>.</summary>
    Equal,

    /// <summary>There is a value of the same type, and it differs: <c>!=</c>.</summary>
    NotEqual,

    /// <summary>Less, earlier, or before in code point order: <c>&lt;</c>.</summary>
    Less,

    /// <summary>Less or equal: <c>&lt;=</c>.</summary>
    LessOrEqual,

    /// <summary>Greater, later, or after in code point order: <c>&gt;</c>.</summary>
    Greater,

    /// <summary>Greater or equal: <c>&gt;=</c>.</summary>
    GreaterOrEqual,

    /// <summary>
    /// The whole text fits a pattern: <c>:</c>. In it <c>*</c> stands for any run of characters, <c>?</c> for one
    /// character, and a backslash takes the next character as it is. A pattern without any of them means equality.
    /// </summary>
    Glob,

    /// <summary>The text begins with: <c>^=</c>.</summary>
    StartsWith,

    /// <summary>The text contains: <c>*=</c>.</summary>
    Contains,

    /// <summary>The text ends with: <c>$=</c>.</summary>
    EndsWith,
}
