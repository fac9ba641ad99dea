namespace SidekiqCluster.Generators.Parsing.Ruby;

/// <summary>What an <c>end</c> will close.</summary>
internal enum RubyScopeKind
{
    Class,
    Module,

    /// <summary><c>class &lt;&lt; self</c>.</summary>
    Singleton,

    /// <summary>A method, a block or a statement, inside of which nothing is looked for.</summary>
    Other,
}
