namespace Core.Intents.Learned;

/// <summary>
/// Judges what a message is by how often its features stood in examples of each kind and in all others (naive Bayes, each kind against the
/// rest). Add all examples first; after that it is safe for many threads at once.
/// </summary>
internal sealed class LearnedFrom<TKind>(IReadOnlyList<TKind> kinds)
{
    private const double Smoothing = 0.3;
    private const double Prior = 1.5;
    private readonly Dictionary<ulong, int> _places = [];
    private readonly List<ushort> _seen = [];
    private readonly int[] _examples = new int[kinds.Count];
    private float[]? _weights;

    /// <summary>Takes in one example.</summary>
    public void Add(TKind kind, IReadOnlyCollection<ulong> features)
    {
        var at = kinds.ToList().IndexOf(kind);
        _examples[at]++;
        foreach (var feature in features)
        {
            if (_places.TryAdd(feature, _places.Count)) _seen.AddRange(new ushort[kinds.Count]);
            _seen[(_places[feature] * kinds.Count) + at]++;
        }
    }

    /// <summary>Whether it stood in any example.</summary>
    public bool Knows(ulong feature) => _places.ContainsKey(feature);

    /// <summary>How likely each kind is, from 0 to 1, together 1; the likeliest first. Nothing where no feature was ever seen.</summary>
    public IReadOnlyList<(TKind Kind, double Share)> Judge(IReadOnlyCollection<ulong> features)
    {
        var weights = _weights ??= Weights();
        var known = features.Where(_places.ContainsKey).Select(f => _places[f]).ToList();
        if (known.Count == 0) return [];
        var all = _examples.Sum();
        var scores = new double[kinds.Count];
        for (var kind = 0; kind < scores.Length; kind++)
        {
            var sum = known.Sum(place => (double)weights[(place * kinds.Count) + kind]);
            scores[kind] = ((Prior * Math.Log((_examples[kind] + Smoothing) / all)) + sum) / Math.Sqrt(known.Count);
        }

        var most = scores.Max();
        var whole = scores.Sum(s => Math.Exp(s - most));
        return [.. scores.Select((s, i) => (kinds[i], Math.Exp(s - most) / whole)).OrderByDescending(k => k.Item2)];
    }

    /// <summary>How much each feature speaks for each kind: the logarithm of how much oftener it stands there than elsewhere.</summary>
    private float[] Weights()
    {
        var all = _examples.Sum();
        var weights = new float[_seen.Count];
        for (var place = 0; place < _places.Count; place++)
        {
            var seen = _seen.Slice(place * kinds.Count, kinds.Count);
            var whole = seen.Sum(s => s);
            var smooth = Smoothing * whole / all;
            for (var kind = 0; kind < kinds.Count; kind++)
                weights[(place * kinds.Count) + kind] = (float)Math.Log((seen[kind] + smooth) / (_examples[kind] + Smoothing)
                    * (all - _examples[kind] + Smoothing) / (whole - seen[kind] + smooth));
        }

        return weights;
    }
}
