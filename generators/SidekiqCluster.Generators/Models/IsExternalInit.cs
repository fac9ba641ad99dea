namespace System.Runtime.CompilerServices;

/// <summary>Lets this netstandard2.0 assembly use <c>init</c> accessors and records.</summary>
internal static class IsExternalInit;
