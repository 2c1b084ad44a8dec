namespace Core.People;

/// <summary>What a civil servant's days are like: which examples fit them.</summary>
internal enum WorkKind
{
    /// <summary>Serves citizens face to face.</summary>
    Counter,

    /// <summary>Works outside the office.</summary>
    Field,

    /// <summary>Works at a desk, for colleagues and other offices.</summary>
    Desk,

    /// <summary>Leads others.</summary>
    Lead,
}
