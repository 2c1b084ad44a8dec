namespace Core.People;

/// <summary>What somebody is to the instansi. A citizen has no role.</summary>
internal enum Role
{
    /// <summary>A civil servant of a unit.</summary>
    Asn,

    /// <summary>Handles the complaints of a unit.</summary>
    Officer,

    /// <summary>Leads a unit.</summary>
    Head,

    /// <summary>Verifies complaints for the whole instansi.</summary>
    Triage,

    /// <summary>The inspectorate: complaints that are <em>berkadar pengawasan</em>.</summary>
    Inspectorate,

    /// <summary>Administers one unit.</summary>
    UnitAdministrator,

    /// <summary>Administers the instansi.</summary>
    InstansiAdministrator,

    /// <summary>The head of the instansi: complaints about the inspectorate itself.</summary>
    InstansiHead,
}
