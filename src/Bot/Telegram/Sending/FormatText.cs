using System.Text;
using Core.Texts;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace Bot.Telegram.Sending;

/// <summary>A text as the platform takes it: plain, with its looks beside it.</summary>
/// <remarks>No markup language is ever used: a citizen's single dot or bracket would make the platform refuse the message.</remarks>
internal sealed record FormattedText(string Text, IReadOnlyList<MessageEntity>? Entities)
{
    /// <summary>Takes the marks out of our text and says where they were.</summary>
    public static FormattedText Of(string marked)
    {
        if (marked.AsSpan().IndexOfAnyInRange(TextFormatting.BoldOn, TextFormatting.CodeOff) < 0) return new(marked, null);
        var plain = new StringBuilder(marked.Length);
        var entities = new List<MessageEntity>();
        int bold = -1, code = -1;
        foreach (var c in marked)
        {
            if (c == TextFormatting.BoldOn) bold = plain.Length;
            else if (c == TextFormatting.CodeOn) code = plain.Length;
            else if (c == TextFormatting.BoldOff) Close(entities, MessageEntityType.Bold, ref bold, plain.Length);
            else if (c == TextFormatting.CodeOff) Close(entities, MessageEntityType.Code, ref code, plain.Length);
            else plain.Append(c);
        }

        Close(entities, MessageEntityType.Bold, ref bold, plain.Length);
        Close(entities, MessageEntityType.Code, ref code, plain.Length);
        return new(plain.ToString(), entities.Count == 0 ? null : [.. entities.OrderBy(e => e.Offset)]);
    }

    /// <summary>A part of the text with the looks that fall into it.</summary>
    public FormattedText Part(int start, int length)
    {
        if (start == 0 && length == Text.Length) return this;
        var inside = (Entities ?? []).Select(e => Clip(e, start, length)).OfType<MessageEntity>().ToList();
        return new(Text.Substring(start, length), inside.Count == 0 ? null : inside);
    }

    private static MessageEntity? Clip(MessageEntity entity, int start, int length)
    {
        var from = Math.Max(entity.Offset, start);
        var to = Math.Min(entity.Offset + entity.Length, start + length);
        return to > from ? new() { Type = entity.Type, Offset = from - start, Length = to - from } : null;
    }

    private static void Close(List<MessageEntity> entities, MessageEntityType type, ref int start, int end)
    {
        if (start >= 0 && end > start) entities.Add(new() { Type = type, Offset = start, Length = end - start });
        start = -1;
    }
}
