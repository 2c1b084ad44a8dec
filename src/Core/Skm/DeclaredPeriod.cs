namespace Core.Skm;

/// <summary>
/// The length of period that the instansi has declared as its official survey period (Permenpan RB 14/2017, Pasal 1: once a year at least).
/// </summary>
internal enum DeclaredPeriod
{
    /// <summary>None yet: nothing that we compute is called the result of one.</summary>
    None,

    /// <summary>Three months (triwulan).</summary>
    Quarter,

    /// <summary>Six months (semester).</summary>
    Semester,

    /// <summary>A calendar year (tahun).</summary>
    Year,
}
