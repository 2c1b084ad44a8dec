using System.Reflection;
using Core.People;
using Core.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace Core.Conversations;

/// <summary>Every dialog there is, found by type: a new dialog is one class and touches no list.</summary>
public sealed class Dialogs
{
    private readonly IServiceProvider _services;
    private readonly Dictionary<string, Maker> _byName;
    private readonly Dictionary<string, Maker> _byCommand;

    /// <summary>Collects the dialogs of the given assemblies, this one at least.</summary>
    public Dialogs(IServiceProvider services, params IReadOnlyList<Assembly> more)
    {
        _services = services;
        var makers = more.Append(typeof(Dialogs).Assembly).Distinct().SelectMany(a => a.GetTypes())
            .Where(t => t.IsSubclassOf(typeof(Dialog)) && !t.IsAbstract).Select(t => new Maker(t, services)).ToList();
        _byName = makers.ToDictionary(m => m.Sample.Name);
        _byCommand = makers.Where(m => m.Sample.Command is not null).ToDictionary(m => m.Sample.Command!);
    }

    /// <summary>All of them, as samples that answer about themselves but touch no database.</summary>
    public IEnumerable<Dialog> All => _byName.Values.Select(m => m.Sample);

    /// <summary>The commands that this person may use, in menu order.</summary>
    public IEnumerable<Dialog> MenuOf(Caller who) =>
        All.Where(d => d.Command is not null && d.MayStart(who)).OrderBy(d => d.MenuOrder).ThenBy(d => d.Command, StringComparer.Ordinal);

    internal Dialog? Named(string name, AppDb db) => _byName.TryGetValue(name, out var maker) ? maker.Make(_services, db) : null;

    internal Dialog? SampleOf(string command) => _byCommand.TryGetValue(command, out var maker) ? maker.Sample : null;

    /// <summary>The dialog that a deep link's payload opens, with what it starts with.</summary>
    internal (Dialog Dialog, IReadOnlyDictionary<string, string> Args)? Opening(string payload)
    {
        foreach (var maker in _byName.Values)
            if (maker.Sample.Opens(payload) is { } args) return (maker.Sample, args);
        return null;
    }

    private sealed class Maker
    {
        private readonly ObjectFactory _factory;
        private readonly bool _wantsDb;

        public Maker(Type type, IServiceProvider services)
        {
            _wantsDb = type.GetConstructors().Any(c => c.GetParameters().Any(p => p.ParameterType == typeof(AppDb)));
            _factory = ActivatorUtilities.CreateFactory(type, _wantsDb ? [typeof(AppDb)] : []);
            Sample = Make(services, null);
        }

        public Dialog Sample { get; }

        public Dialog Make(IServiceProvider services, AppDb? db) => (Dialog)_factory(services, _wantsDb ? [db] : []);
    }
}
