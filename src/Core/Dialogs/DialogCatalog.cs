using System.Collections.Concurrent;
using System.Reflection;
using Core.People;
using Core.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace Core.Dialogs;

/// <summary>Every dialog there is, found by type: a new dialog is one class and touches no list.</summary>
internal sealed class DialogCatalog
{
    private readonly IServiceProvider _services;
    private readonly Lazy<Index> _index;

    /// <summary>Collects the dialogs of this assembly and the given ones.</summary>
    public DialogCatalog(IServiceProvider services, IEnumerable<DialogAssembly> more)
    {
        _services = services;
        var assemblies = more.Select(m => m.Assembly).Append(typeof(DialogCatalog).Assembly).Distinct().ToList();
        _index = new Lazy<Index>(() => new Index(assemblies, services));
    }

    /// <summary>All of them, as samples that answer about themselves but touch no database.</summary>
    public IEnumerable<Dialog> All => _index.Value.ByName.Values.Select(m => m.Sample);

    /// <summary>The commands that this person may use, in menu order.</summary>
    public IEnumerable<Dialog> MenuOf(Caller who) =>
        All.Where(d => d.Command is not null && d.MayStart(who)).OrderBy(d => CommandRights.PlaceOf(d.Command!))
            .ThenBy(d => d.Command, StringComparer.Ordinal);

    internal Dialog? Named(string name, AppDb db) =>
        _index.Value.ByName.TryGetValue(name, out var maker) ? maker.Make(_services, db) : null;

    internal Dialog? SampleOf(string command) => _index.Value.ByCommand.TryGetValue(command, out var maker) ? maker.Sample : null;

    internal Dialog? SampleNamed(string name) => _index.Value.ByName.TryGetValue(name, out var maker) ? maker.Sample : null;

    /// <summary>The dialog that a deep link's payload opens, with what it starts with.</summary>
    internal (Dialog Dialog, IReadOnlyDictionary<string, string> Args)? Opening(string payload)
    {
        foreach (var dialog in All)
            if (dialog.Opens(payload) is { } args) return (dialog, args);
        return null;
    }

    private sealed class Index
    {
        public Index(IEnumerable<Assembly> assemblies, IServiceProvider services)
        {
            var makers = assemblies.SelectMany(a => a.GetTypes()).Where(t => t.IsSubclassOf(typeof(Dialog)) && !t.IsAbstract)
                .Select(t => new Maker(t, services)).ToList();
            ByName = makers.ToDictionary(m => m.Sample.Name);
            ByCommand = makers.Where(m => m.Sample.Command is not null).ToDictionary(m => m.Sample.Command!);
        }

        public Dictionary<string, Maker> ByName { get; }

        public Dictionary<string, Maker> ByCommand { get; }
    }

    private sealed class Maker
    {
        // To compile a constructor takes a millisecond, and there are dozens: once for a process, however many services it builds.
        private static readonly ConcurrentDictionary<Type, (ObjectFactory Make, bool WantsDb)> Compiled = new();

        private readonly ObjectFactory _factory;
        private readonly bool _wantsDb;

        public Maker(Type type, IServiceProvider services)
        {
            (_factory, _wantsDb) = Compiled.GetOrAdd(type, Compile);
            Sample = Make(services, null);
        }

        public Dialog Sample { get; }

        public Dialog Make(IServiceProvider services, AppDb? db) => (Dialog)_factory(services, _wantsDb ? [db] : []);

        private static (ObjectFactory Make, bool WantsDb) Compile(Type type)
        {
            var wantsDb = type.GetConstructors().Any(c => c.GetParameters().Any(p => p.ParameterType == typeof(AppDb)));
            return (ActivatorUtilities.CreateFactory(type, wantsDb ? [typeof(AppDb)] : []), wantsDb);
        }
    }
}

/// <summary>Names one more assembly in which dialogs are found.</summary>
internal sealed record DialogAssembly(Assembly Assembly);
