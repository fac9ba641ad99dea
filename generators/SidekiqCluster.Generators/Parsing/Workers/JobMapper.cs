using SidekiqCluster.Generators.Diagnostics;
using SidekiqCluster.Generators.Models;
using SidekiqCluster.Generators.Models.Workers;

namespace SidekiqCluster.Generators.Parsing.Workers;

/// <summary>Turns a worker class into the model of its record.</summary>
internal sealed class JobMapper
{
    private readonly Worker _worker;
    private readonly WorkerSettings _settings;
    private readonly List<DiagnosticInfo> _diagnostics;
    private readonly (string Namespace, EquatableArray<string> Containers, string Name) _names;
    private readonly MemberNames _members;
    private readonly JobTypes _types;

    public JobMapper(Worker worker, WorkerNames names, WorkerSettings settings, List<DiagnosticInfo> diagnostics)
    {
        _worker = worker;
        _settings = settings;
        _diagnostics = diagnostics;
        _names = names.Find(worker.Name);
        _members = new MemberNames(_names.Name, worker.Location, diagnostics);
        _types = new JobTypes(FullName(), _members, worker.Location, diagnostics);
    }

    public JobModel Map()
    {
        if (!_worker.Name.EndsWith(_names.Name, StringComparison.Ordinal))
        {
            _diagnostics.Add(DiagnosticInfo.Create(
                WorkerDescriptors.NameIsEscaped, _worker.Location, "The class", _worker.Name, _names.Name));
        }

        var parameters = MapPositional().ToList();
        MapKeywords(parameters);
        return new JobModel(_worker.Name, _names.Name)
        {
            Namespace = _names.Namespace,
            Containers = _names.Containers,
            IsDeclared = true,
            IsActiveJob = _worker.IsActiveJob,
            DefinedIn = _settings.Shorten(_worker.Location),
            Options = OptionsMapper.Map(_worker.Options),
            Parameters = new EquatableArray<ParameterModel>(parameters),
            Records = _types.Records,
        };
    }

    private string FullName()
    {
        var containers = _names.Containers.Select(static header => header.Substring(header.LastIndexOf(' ') + 1));
        var parts = new[] { _names.Namespace }.Concat(containers).Concat([_names.Name]).Where(static part => part.Length > 0);
        return "global::" + string.Join(".", parts);
    }

    private IEnumerable<ParameterModel> MapPositional()
    {
        var parameters = _worker.Parameters.Where(static one => !one.IsKeyword).ToList();
        var rest = parameters.FindIndex(static one => one.Kind == WorkerParameterKind.Rest);

        // Ruby takes no file with anything else behind a rest parameter.
        parameters = parameters.Where((one, position) => rest < 0 || position <= rest || one.Kind == WorkerParameterKind.Required).ToList();
        var firstOptional = parameters.FindIndex(static one => one.Kind != WorkerParameterKind.Required);
        var lastRequired = parameters.FindLastIndex(static one => one.Kind == WorkerParameterKind.Required);
        var isSplit = firstOptional >= 0 && lastRequired > firstOptional;
        if (isSplit)
        {
            _diagnostics.Add(DiagnosticInfo.Create(
                WorkerDescriptors.RequiredAfterOptional, _worker.Location, parameters[lastRequired].Name, _worker.Name, parameters[firstOptional].Name));

            // Which parameter an argument goes to depends on how many there are, so they are only numbered.
            return parameters.Take(firstOptional).Select(MapOne)
                .Concat([MapOne(new WorkerParameter("rest", WorkerParameterKind.Rest), firstOptional)]);
        }

        return parameters.Select(MapOne);
    }

    private ParameterModel MapOne(WorkerParameter parameter, int position)
    {
        var name = _members.Take(parameter.Kind == WorkerParameterKind.Rest && parameter.Name.Length == 0 ? "rest" : parameter.Name, position);
        var type = _types.Map(parameter.Type, name);
        if (type.Kind == ValueKind.Any)
        {
            _diagnostics.Add(DiagnosticInfo.Create(
                WorkerDescriptors.UnknownType, _worker.Location, parameter.Name.Length == 0 ? name : parameter.Name, _worker.Name));
        }

        var model = new ParameterModel(name, parameter.Name.Length == 0 ? RubyNames.ToSnakeCase(name) : parameter.Name, type)
        {
            Summary = parameter.Type.IsKnown ? parameter.Type.Describe() : null,
        };
        switch (parameter.Kind)
        {
            case WorkerParameterKind.Rest:
                var list = $"global::System.Collections.Generic.IReadOnlyList<{type.FullCSharp}>";
                return model with { IsRest = true, Type = new TypeModel(ValueKind.List, list) { Element = type, IsInterface = true } };
            case WorkerParameterKind.Optional:
                var (optional, standard) = JobTypes.Optional(type, parameter.Default);
                return model with
                {
                    Type = optional,
                    Default = standard,
                    JsonDefault = standard is "null" or "default" && parameter.Default is not "null" ? parameter.Default : null,
                };
            default:
                return model;
        }
    }

    /// <summary>Active Job passes keywords as a hash after the other arguments; Sidekiq passes none.</summary>
    private void MapKeywords(List<ParameterModel> parameters)
    {
        var keywords = _worker.Parameters.Where(static one => one.IsKeyword).ToList();
        if (keywords.Count == 0)
        {
            return;
        }

        if (!_worker.IsActiveJob)
        {
            _diagnostics.Add(DiagnosticInfo.Create(
                WorkerDescriptors.KeywordsAreNotPassed, _worker.Location, _worker.Name, keywords[0].Name));
            return;
        }

        // After a rest parameter the hash cannot be told from one more argument.
        if (keywords.All(static one => one.Kind == WorkerParameterKind.RestKeywords) || parameters.Any(static one => one.IsRest))
        {
            return;
        }

        var type = _types.MapKeywords(keywords);
        var isOptional = parameters.Any(static one => one.IsOptional) || keywords.All(static one => one.Kind != WorkerParameterKind.RequiredKeyword);
        parameters.Add(new ParameterModel(_members.Take("keywords", parameters.Count), "keywords", type with { IsNullable = isOptional })
        {
            Default = isOptional ? "null" : null,
            IsKeywords = true,
        });
    }
}
