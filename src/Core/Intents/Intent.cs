namespace Core.Intents;

/// <summary>What somebody wants who writes in words of their own.</summary>
internal enum Intent
{
    /// <summary>Nothing that is known.</summary>
    Unknown,

    /// <summary>To file a complaint.</summary>
    Complain,

    /// <summary>To rate a unit.</summary>
    Rate,

    /// <summary>To see the scores.</summary>
    ShowScore,

    /// <summary>To hear what became of a complaint; the code stands beside it where one was written.</summary>
    TrackComplaint,

    /// <summary>To know something: hours, requirements, cost, how and where.</summary>
    Ask,

    /// <summary>To speak with a human.</summary>
    Human,

    /// <summary>To see what there is, or to be helped.</summary>
    Menu,

    /// <summary>To read another language.</summary>
    Language,

    /// <summary>To stop what is going on.</summary>
    Stop,

    /// <summary>To go back one question.</summary>
    Back,

    /// <summary>To go on with what was left.</summary>
    Continue,

    /// <summary>To leave a question out.</summary>
    Skip,

    /// <summary>To know how words and data are kept.</summary>
    Privacy,

    /// <summary>To see what is kept about them.</summary>
    MyData,

    /// <summary>To be forgotten.</summary>
    EraseMe,

    /// <summary>To say thanks.</summary>
    Thanks,

    /// <summary>To say hello.</summary>
    Greeting,

    /// <summary>Yes, or done.</summary>
    Yes,

    /// <summary>No.</summary>
    No,

    /// <summary>Not yet.</summary>
    NotYet,

    /// <summary>To praise.</summary>
    Praise,

    /// <summary>They tell of something that went wrong, without saying what should be done with it.</summary>
    Tell,

    /// <summary>Nothing but abuse.</summary>
    Abuse,
}

/// <summary>What follows from an intent.</summary>
internal static class IntentDeeds
{
    /// <summary>Whether something is done for a sure intent; the others are only answered with a sentence or a question.</summary>
    public static bool Acts(this Intent intent) =>
        intent is not (Intent.Unknown or Intent.Tell or Intent.Thanks or Intent.Greeting or Intent.Praise or Intent.Abuse);
}
