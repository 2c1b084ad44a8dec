using System.Text;
using System.Text.Json;
using Bot.Telegram.Updates;
using Core.Messaging;

namespace Tests.Telegram;

public sealed class ReadingTests
{
    private const string Ani =
        """ "from":{"id":42,"is_bot":false,"first_name":"Ani","language_code":"id"},"chat":{"id":42,"type":"private","first_name":"Ani"},"date":1 """;
    private const string InGroup =
        """ "from":{"id":42,"is_bot":false,"first_name":"Ani"},"chat":{"id":-1005,"type":"supergroup","title":"Warga RW 3"},"date":1 """;

    [Fact]
    public void A_text_in_a_private_chat()
    {
        var heard = Message($$"""{{Ani}},"text":"/start DPMPTSP_ktp" """)!;
        heard.ShouldBe(new Inbound
        {
            Channel = "telegram",
            ExternalId = "7",
            MessageId = "1",
            Address = "42",
            Sender = "42",
            Language = "id",
            Text = "/start DPMPTSP_ktp",
            Files = heard.Files,
        });
    }

    [Fact]
    public void Control_characters_in_a_text_are_taken_out() => Message($$"""{{Ani}},"text":"a\u0002b\r\nc" """)!.Text.ShouldBe("ab\nc");

    [Theory]
    [InlineData("/skor@suara_uji_bot", "/skor")]
    [InlineData("/skor@Suara_Uji_Bot bulan ini", "/skor bulan ini")]
    [InlineData("/skor", "/skor")]
    [InlineData("/skor@bot_lain", null)]
    [InlineData("surel ani@contoh.id", "surel ani@contoh.id")]
    public void A_command_in_a_group_may_carry_a_bots_name(string typed, string? text) =>
        Message($$"""{{InGroup}},"text":"{{typed}}" """)?.Text.ShouldBe(text);

    [Theory]
    [InlineData("@suara_uji_bot mau lapor", "mau lapor")]
    [InlineData("@Suara_Uji_Bot, jam buka capil?", "jam buka capil?")]
    [InlineData("@suara_uji_bot", "")]
    [InlineData("@suara_uji_bot2 mau lapor", null)]
    [InlineData("@bot_lain mau lapor", null)]
    [InlineData("mau lapor", null)]
    public void Who_turns_to_the_bot_by_its_name_in_a_group_is_heard_without_it(string typed, string? text)
    {
        var heard = Message($$"""{{InGroup}},"text":"{{typed}}" """)!;
        (heard.Addressed, heard.Text).ShouldBe((text is not null, text ?? typed));
    }

    [Fact]
    public void A_command_for_another_bot_is_not_heard_at_all() => Message($$"""{{InGroup}},"text":"/skor@bot_lain" """).ShouldBeNull();

    [Fact]
    public void A_group_has_a_title_and_its_topics_a_number()
    {
        var heard = Message($$"""{{InGroup}},"is_topic_message":true,"message_thread_id":9,"text":"halo" """)!;
        (heard.Chat, heard.Title, heard.Address, heard.Sender, heard.Thread).ShouldBe((ChatKind.Group, "Warga RW 3", "-1005", "42", "9"));
        Message($$"""{{InGroup}},"message_thread_id":9,"text":"balasan biasa" """)!.Thread.ShouldBeNull();
    }

    [Fact]
    public void An_anonymous_administrator_is_the_chat_in_whose_name_he_speaks() => Message(
        """
        "from":{"id":1087968824,"is_bot":true,"first_name":"Group"},"sender_chat":{"id":-1005,"type":"supergroup"},
        "chat":{"id":-1005,"type":"supergroup","title":"Warga"},"date":1,"text":"/kanal"
        """)!.Sender.ShouldBe("-1005");

    [Theory]
    [InlineData(""" "from":{"id":1,"is_bot":true,"first_name":"B"},"chat":{"id":-1,"type":"group"},"date":1,"text":"saya bot" """)]
    [InlineData(""" "sender_chat":{"id":-2,"type":"channel"},"is_automatic_forward":true,"chat":{"id":-1,"type":"group"},"date":1,"text":"skor kita" """)]
    [InlineData(""" "from":{"id":4,"is_bot":false,"first_name":"A"},"chat":{"id":-1,"type":"group"},"date":1,"new_chat_title":"Baru" """)]
    [InlineData(""" "from":{"id":4,"is_bot":false,"first_name":"A"},"chat":{"id":-1,"type":"group"},"date":1,"sticker":{"file_id":"s"} """)]
    [InlineData(""" "from":{"id":4,"is_bot":false,"first_name":"A"},"chat":{"id":4,"type":"private"},"date":1,"pinned_message":{"message_id":1} """)]
    public void What_nobody_said_to_us_is_not_heard(string message) => Message(message).ShouldBeNull();

    [Theory]
    [InlineData("true", "suara_uji_bot", "Ani: K7QF-3MXW-E")]
    [InlineData("true", "Suara_Uji_Bot", "Ani: K7QF-3MXW-E")]
    [InlineData("true", "bot_lain", null)]
    [InlineData("false", "suara_uji_bot", null)]
    public void A_reply_says_what_our_message_said_and_nothing_of_anybody_elses(string isBot, string name, string? replied)
    {
        foreach (var part in new[] { "text", "caption" })
            Message($$$"""
                {{{Ani}}},"text":"ya","reply_to_message":{"message_id":3,"date":1,"chat":{"id":42,"type":"private"},"photo":[{"a":[1]}],
                "from":{"id":9,"is_bot":{{{isBot}}},"first_name":"B","username":"{{{name}}}","x":[{"y":1}]},"{{{part}}}":"Ani: K7QF-3MXW-E",
                "reply_markup":{"inline_keyboard":[[{"text":"Jawab"}]]}}
                """)!.Replied.ShouldBe(replied);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("[{}]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"from":[],"text":{"a":1}}""")]
    [InlineData("""{"from":{"is_bot":"ya","username":7},"text":"K7QF-3MXW-E"}""")]
    [InlineData("""{"from":{"is_bot":true},"text":"a\ud800"}""")]
    public void A_reply_to_something_odd_is_a_message_all_the_same(string odd)
    {
        var heard = Message($$$"""{{{Ani}}},"text":"ya","reply_to_message":{{{odd}}}""")!;
        (heard.Text, heard.Replied).ShouldBe(("ya", null));
    }

    [Fact]
    public void A_reply_in_a_group_is_an_ordinary_message() => Message(
        $$$"""{{{InGroup}}},"text":"ya","reply_to_message":{"from":{"is_bot":true,"username":"suara_uji_bot"},"text":"K7QF-3MXW-E"}""")!
        .Replied.ShouldBeNull();

    [Theory]
    [InlineData("sticker")]
    [InlineData("contact")]
    [InlineData("poll")]
    [InlineData("dice")]
    public void A_curiosity_in_a_private_chat_is_a_message_without_text(string kind)
    {
        var heard = Message($$"""{{Ani}},"{{kind}}":{"file_id":"s","anything":[1,{"a":2}]}""")!;
        (heard.Text, heard.Files.Count, heard.Event).ShouldBe((null, 0, ChatEvent.None));
    }

    [Theory]
    [InlineData(""" "first_name":"Anton","last_name":"Sari","phone_number":"+6281234567890" """, "Anton Sari +6281234567890")]
    [InlineData(""" "first_name":"Anton","phone_number":"0812" """, "Anton 0812")]
    [InlineData(""" "first_name":"/hapus","phone_number":"0812" """, "hapus 0812")]
    public void A_contact_that_is_shared_with_us_is_what_it_says(string contact, string text) =>
        Message($$$"""{{{Ani}}},"contact":{{{{contact}}}}""")!.Text.ShouldBe(text);

    [Fact]
    public void A_contact_that_is_shared_in_a_group_is_not_heard() =>
        Message($$$"""{{{InGroup}}},"contact":{"first_name":"Anton","phone_number":"0812"}""").ShouldBeNull();

    [Fact]
    public void A_photo_comes_in_its_largest_size_with_its_caption_and_album()
    {
        var heard = Message($$"""
            {{Ani}},"caption":"Jalan rusak","media_group_id":"al1","photo":[
            {"file_id":"small","file_unique_id":"a","width":90,"height":60,"file_size":1000},
            {"file_id":"large","file_unique_id":"b","width":1280,"height":960,"file_size":90000},
            {"file_id":"middle","file_unique_id":"c","width":320,"height":240}]
            """)!;
        heard.Files.Single().ShouldBe(new InboundFile("large", FileKind.Photo, null, "image/jpeg", 90000));
        (heard.Text, heard.Album).ShouldBe(("Jalan rusak", "al1"));
    }

    [Theory]
    [InlineData(""" "document":{"file_id":"d","file_unique_id":"u","file_name":"bukti.pdf"} """, FileKind.Document, "bukti.pdf")]
    [InlineData(""" "voice":{"file_id":"d","file_unique_id":"u","duration":3,"mime_type":"audio/ogg"} """, FileKind.Voice, null)]
    [InlineData(""" "audio":{"file_id":"d","file_unique_id":"u","duration":3} """, FileKind.Voice, null)]
    [InlineData(""" "video":{"file_id":"d","file_unique_id":"u","width":1,"height":1,"duration":3} """, FileKind.Video, null)]
    [InlineData(""" "video_note":{"file_id":"d","file_unique_id":"u","length":1,"duration":3} """, FileKind.Video, null)]
    [InlineData(""" "animation":{"file_id":"d","file_unique_id":"u"},"document":{"file_id":"d","file_unique_id":"u"} """, FileKind.Video,
        null)]
    internal void Files_of_all_kinds(string part, FileKind kind, string? name)
    {
        var file = Message($"{Ani},{part}")!.Files.ShouldHaveSingleItem();
        (file.Reference, file.Kind, file.Name).ShouldBe(("d", kind, name));
    }

    [Fact]
    public void A_location_or_a_named_place()
    {
        Message($$"""{{Ani}},"location":{"latitude":-0.22,"longitude":100.63}""")!.Place.ShouldBe(new Place(-0.22, 100.63));
        Message($$"""{{Ani}},"venue":{"location":{"latitude":1,"longitude":2},"title":"Pasar","address":"Jl. 1"}""")!.Place.ShouldBe(
            new Place(1, 2));
    }

    [Fact]
    public void An_edited_message_is_marked_and_a_location_that_moves_along_is_not_heard_again()
    {
        From($$$"""{"update_id":7,"edited_message":{"message_id":1,{{{Ani}}},"text":"ralat"}}""")!.Edited.ShouldBeTrue();
        From($$$$"""{"update_id":7,"edited_message":{"message_id":1,{{{{Ani}}}},"location":{"latitude":1,"longitude":2}}}""")
            .ShouldBeNull();
    }

    [Fact]
    public void A_press_in_a_group_names_person_and_message()
    {
        var heard =
            From($$$$"""{"update_id":7,"callback_query":{"id":"q","from":{"id":42,"is_bot":false,"first_name":"Ani","language_code":"en"},"chat_instance":"1","data":"a:1","message":{"message_id":5,"date":1,"chat":{"id":-1005,"type":"supergroup","title":"W"},"message_thread_id":9,"is_topic_message":true}}}""")!;
        (heard.Press, heard.PressedMessage, heard.Address, heard.Sender, heard.Chat, heard.Language, heard.Thread, heard.Text)
            .ShouldBe(("a:1", "5", "-1005", "42", ChatKind.Group, "en", "9", null));
    }

    [Fact]
    public void A_press_on_a_message_that_is_too_old_or_missing_is_still_a_press()
    {
        var old =
            From("""{"update_id":7,"callback_query":{"id":"q","from":{"id":42,"is_bot":false,"first_name":"A"},"chat_instance":"1","data":"d","message":{"message_id":5,"date":0,"chat":{"id":42,"type":"private"}}}}""")!;
        var missing =
            From("""{"update_id":7,"callback_query":{"id":"q","from":{"id":42,"is_bot":false,"first_name":"A"},"chat_instance":"1","data":"d"}}""")!;
        (old.Press, old.PressedMessage, old.Address).ShouldBe(("d", "5", "42"));
        (missing.Press, missing.PressedMessage, missing.Address).ShouldBe(("d", null, "42"));
    }

    [Theory]
    [InlineData("member", ChatEvent.Joined)]
    [InlineData("administrator", ChatEvent.Joined)]
    [InlineData("kicked", ChatEvent.Left)]
    [InlineData("left", ChatEvent.Left)]
    [InlineData("restricted", ChatEvent.Left)]
    internal void The_bot_comes_and_goes(string status, ChatEvent what) => From($$$$"""
        {"update_id":7,"my_chat_member":{"chat":{"id":-1005,"type":"channel","title":"K"},"from":{"id":42,"is_bot":false,"first_name":"A"},"date":1,
        "old_chat_member":{"user":{"id":1,"is_bot":true,"first_name":"B"},"status":"left"},
        "new_chat_member":{"user":{"id":1,"is_bot":true,"first_name":"B"},"status":"{{{{status}}}}"}}}
        """)!.Event.ShouldBe(what);

    [Theory]
    [InlineData("left", "member", true)]
    [InlineData("kicked", "administrator", true)]
    [InlineData("member", "administrator", false)]
    [InlineData("administrator", "left", false)]
    public void The_bot_is_added_where_it_was_not_before(string before, string now, bool added) => From($$$$"""
        {"update_id":7,"my_chat_member":{"chat":{"id":-1005,"type":"channel","title":"K"},"from":{"id":42,"is_bot":false,"first_name":"A"},"date":1,
        "old_chat_member":{"user":{"id":1,"is_bot":true,"first_name":"B"},"status":"{{{{before}}}}"},
        "new_chat_member":{"user":{"id":1,"is_bot":true,"first_name":"B"},"status":"{{{{now}}}}"}}}
        """)!.IsAdded.ShouldBe(added);

    [Theory]
    [InlineData("""{"type":"channel","date":1,"message_id":5,"chat":{"id":-1009,"type":"channel","title":"Skor Kota"}}""", "-1009")]
    [InlineData("""{"type":"user","date":1,"sender_user":{"id":4,"is_bot":false,"first_name":"A"}}""", null)]
    [InlineData("""{"type":"something new","date":1,"chat":{"id":-1009}}""", null)]
    [InlineData("""{"type":"channel","date":1,"chat":"?"}""", null)]
    [InlineData("\"?\"", null)]
    public void A_forwarded_post_of_a_channel_says_which_and_any_other_origin_is_passed_over(string origin, string? from)
    {
        var heard = Message($""" "from":{"{"}"id":4,"is_bot":false,"first_name":"A"{"}"},"chat":{"{"}"id":4,"type":"private"{"}"},"date":1,"text":"x","forward_origin":{origin} """)!;
        (heard.Text, heard.ForwardedFrom?.Address).ShouldBe(("x", from));
        if (from is not null) heard.ForwardedFrom!.Title.ShouldBe("Skor Kota");
    }

    [Fact]
    public void A_closed_topic_says_so()
    {
        var heard = Message(""" "from":{"id":4,"is_bot":false,"first_name":"A"},"chat":{"id":-1005,"type":"supergroup"},"date":1,"message_thread_id":9,"is_topic_message":true,"forum_topic_closed":{} """)!;
        (heard.Event, heard.Address, heard.Thread).ShouldBe((ChatEvent.TopicClosed, "-1005", "9"));
    }

    [Fact]
    public void A_group_that_moves_says_so_from_both_sides()
    {
        var from =
            Message(""" "from":{"id":4,"is_bot":false,"first_name":"A"},"chat":{"id":-5,"type":"group"},"date":1,"migrate_to_chat_id":-1005 """)!;
        var to =
            Message(""" "sender_chat":{"id":-1005,"type":"supergroup"},"chat":{"id":-1005,"type":"supergroup"},"date":1,"migrate_from_chat_id":-5 """)!;
        foreach (var heard in new[] { from, to }) (heard.Event, heard.Address, heard.MovedTo).ShouldBe((ChatEvent.Moved, "-5", "-1005"));
    }

    [Fact]
    public void A_post_in_a_channel()
    {
        var heard =
            From("""{"update_id":7,"channel_post":{"message_id":1,"sender_chat":{"id":-1009,"type":"channel","title":"K"},"chat":{"id":-1009,"type":"channel","title":"K"},"date":1,"text":"/kanal"}}""")!;
        (heard.Chat, heard.Sender, heard.Text).ShouldBe((ChatKind.Broadcast, "-1009", "/kanal"));
    }

    [Theory]
    [InlineData("""{"update_id":7}""")]
    [InlineData("""{"update_id":7,"stopped_message_generation":{"a":[1,2]}}""")]
    [InlineData("""{"update_id":7,"message":{"message_id":1,"date":1}}""")]
    public void Unknown_kinds_are_passed_over(string update) => From(update).ShouldBeNull();

    [Fact]
    public void An_update_of_an_unexpected_shape_is_passed_over_and_the_others_are_read()
    {
        Batch("""[{"update_id":1,"message":"?"},{"update_id":2},{"message":[{}],"update_id":3}]""")
            .ShouldBe([(1, true), (2, false), (3, true)]);
    }

    private static Inbound? Message(string content) => From($$$$"""{"update_id":7,"message":{"message_id":1,{{{{content}}}}}}""");

    private static Inbound? From(string update)
    {
        var read = ReadUpdates.One(Encoding.UTF8.GetBytes(update));
        (read as OddUpdate)?.Reason.ShouldBeNull();
        return ReadUpdate.From(read, "suara_uji_bot");
    }

    private static IEnumerable<(int Id, bool IsOdd)> Batch(string updates)
    {
        var bytes = Encoding.UTF8.GetBytes(updates);
        var json = new Utf8JsonReader(bytes, WhatWeRead.Deep);
        json.Read();
        return ReadUpdates.From(ref json, bytes).Select(u => (u.Id, u is OddUpdate));
    }
}
