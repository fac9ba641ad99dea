namespace SidekiqCluster.Generators.Parsing.Ruby;

/// <summary>What a piece of Ruby, or of RBS, is.</summary>
internal enum RubyTokenKind
{
    /// <summary>A name that begins with a small letter, or a keyword.</summary>
    Identifier,

    /// <summary>A name that begins with a capital letter.</summary>
    Constant,

    /// <summary><c>name:</c>, without the colon.</summary>
    Label,

    /// <summary><c>:name</c>, without the colon.</summary>
    Symbol,

    /// <summary>A string whose text is known.</summary>
    String,

    /// <summary>A string with parts that Ruby computes, a regular expression, an instance variable: a value of unknown text.</summary>
    Value,

    /// <summary><c>%w[a b]</c> or <c>%i[a b]</c>, as the words with spaces between.</summary>
    Words,

    Integer,

    Float,

    Operator,

    /// <summary>The end of a line, or a semicolon.</summary>
    Newline,

    /// <summary>The end of the file.</summary>
    End,
}
